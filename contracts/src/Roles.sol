// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IRoles} from "./IRoles.sol";

/// @title Who is who in a hospital
/// @notice Government appoints Governments and Hosts; a Host appoints Doctors, Patients and Devices.
/// An account has one role at a time. An account that nobody has named is a Patient. Names of patients
/// are refused: nothing about a patient belongs on a chain.
contract Roles is AccessControl, IRoles {
    /// @notice What is on record for an account.
    struct Permission {
        Role role;
        bool allowed;
        bool known;
        string name;
    }

    /// @notice Role identifiers of AccessControl, one for each value of `Role`.
    bytes32 public constant PATIENT = keccak256("PATIENT");
    bytes32 public constant DOCTOR = keccak256("DOCTOR");
    bytes32 public constant DEVICE = keccak256("DEVICE");
    bytes32 public constant HOST = keccak256("HOST");
    bytes32 public constant GOVERNMENT = keccak256("GOVERNMENT");

    /// @notice The longest name, in bytes of UTF-8.
    uint256 public constant MAX_NAME_LENGTH = 64;

    /// @notice How many accounts hold the Government role; never zero.
    uint256 public governments;

    mapping(address account => Permission permission) private _permissions;

    /// @notice `by` has set what `account` is and whether it may act.
    event PermissionSet(address indexed account, Role indexed role, bool allowed, string name, address indexed by);
    /// @notice `by` has taken `role` from `account`.
    event PermissionRemoved(address indexed account, Role indexed role, address indexed by);

    /// @notice `caller` does not hold `needed`, which appoints `role`.
    error NotAppointer(address caller, Role role, Role needed);
    /// @notice The zero address cannot have a role.
    error InvalidAccount(address account);
    /// @notice A name is longer than `limit` bytes.
    error NameTooLong(uint256 length, uint256 limit);
    /// @notice Everyone but a patient needs a name.
    error NameMissing(address account);
    /// @notice The name of a patient must not be written to the chain.
    error PatientNameRefused(address account);
    /// @notice Nothing is on record for `account`.
    error UnknownAccount(address account);
    /// @notice `account` is the last Government; nobody could appoint Hosts without it.
    error LastGovernment(address account);
    /// @notice Roles are set with setPermission and removePermission only, so that each has a name.
    error UseSetPermission();

    /// @param government the first Government account
    /// @param name its name
    constructor(address government, string memory name) {
        _set(government, name, Role.Government, true);
    }

    /// @notice Appoints `account`, or suspends it when `allowed` is false. The caller must be able to
    /// appoint the role the account has now as well as the new one.
    function setPermission(address account, string calldata name, Role role, bool allowed) external {
        _checkAppointer(role);
        Permission storage permission = _permissions[account];
        if (permission.known) _checkAppointer(permission.role);
        _withdraw(account, permission, role == Role.Government && allowed);
        _set(account, name, role, allowed);
    }

    /// @notice Takes the role of `account` away; it is an unknown account, hence a Patient, afterwards.
    /// Its name stays readable for the records it has signed.
    function removePermission(address account) external {
        Permission storage permission = _permissions[account];
        if (!permission.known) revert UnknownAccount(account);
        Role role = permission.role;
        _checkAppointer(role);
        _withdraw(account, permission, false);
        permission.role = Role.Patient;
        permission.allowed = false;
        permission.known = false;
        emit PermissionRemoved(account, role, _msgSender());
    }

    /// @notice What is on record for `account`; (name, Patient, false, false) when it is unknown.
    function permissionOf(
        address account
    ) external view returns (string memory name, Role role, bool allowed, bool known) {
        Permission storage permission = _permissions[account];
        return (permission.name, permission.role, permission.allowed, permission.known);
    }

    /// @inheritdoc IRoles
    function nameOf(address account) external view returns (string memory) {
        return _permissions[account].name;
    }

    /// @inheritdoc IRoles
    function isAllowed(address account, Role role) external view returns (bool) {
        return hasRole(roleId(role), account);
    }

    /// @inheritdoc IRoles
    function mayAnchor(address account) external view returns (bool) {
        return hasRole(DEVICE, account) || hasRole(HOST, account);
    }

    /// @notice The role in which `account` may act now: Patient if unknown, removed or suspended.
    function roleOf(address account) external view returns (Role) {
        Permission storage permission = _permissions[account];
        return permission.allowed ? permission.role : Role.Patient;
    }

    /// @notice Refused: a role comes with a name, by setPermission.
    function grantRole(bytes32, address) public pure override {
        revert UseSetPermission();
    }

    /// @notice Refused: use removePermission.
    function revokeRole(bytes32, address) public pure override {
        revert UseSetPermission();
    }

    /// @notice Refused: use removePermission.
    function renounceRole(bytes32, address) public pure override {
        revert UseSetPermission();
    }

    /// @notice The AccessControl identifier of `role`.
    function roleId(Role role) public pure returns (bytes32) {
        if (role == Role.Doctor) return DOCTOR;
        if (role == Role.Device) return DEVICE;
        if (role == Role.Host) return HOST;
        if (role == Role.Government) return GOVERNMENT;
        return PATIENT;
    }

    function _set(address account, string memory name, Role role, bool allowed) private {
        if (account == address(0)) revert InvalidAccount(account);
        _checkName(account, name, role);
        _permissions[account] = Permission(role, allowed, true, name);
        if (allowed) {
            _grantRole(roleId(role), account);
            if (role == Role.Government) ++governments;
        }
        emit PermissionSet(account, role, allowed, name, _msgSender());
    }

    function _withdraw(address account, Permission storage permission, bool replaced) private {
        if (!permission.allowed) return;
        _revokeRole(roleId(permission.role), account);
        if (permission.role != Role.Government) return;
        if (governments == 1 && !replaced) revert LastGovernment(account);
        --governments;
    }

    function _checkAppointer(Role role) private view {
        Role needed = role == Role.Host || role == Role.Government ? Role.Government : Role.Host;
        if (!hasRole(roleId(needed), _msgSender())) revert NotAppointer(_msgSender(), role, needed);
    }

    function _checkName(address account, string memory name, Role role) private pure {
        uint256 length = bytes(name).length;
        if (length > MAX_NAME_LENGTH) revert NameTooLong(length, MAX_NAME_LENGTH);
        if (role == Role.Patient) {
            if (length != 0) revert PatientNameRefused(account);
        } else if (length == 0) {
            revert NameMissing(account);
        }
    }
}
