// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRoles} from "./IRoles.sol";

/// @title The record of one patient
/// @notice Doctors add the hashes of X-ray images, the Host keeps birthday and contact. Both are opaque
/// bytes: ciphertext for the patient and the Host, or a salted commitment. A chain forgets nothing, and
/// everyone can read its storage: the role checks of the reading functions guide honest clients, they
/// keep no secret. Hashes must be leaf hashes of a log (salted by the leaf's nonce), not plain digests.
contract PatientRecord {
    /// @notice One image on record.
    struct Xray {
        address doctor;
        uint64 time;
        string part;
        bytes32 hash;
    }

    /// @notice The longest body part name, in bytes.
    uint256 public constant MAX_PART_LENGTH = 16;
    /// @notice The longest personal value, in bytes of ciphertext.
    uint256 public constant MAX_VALUE_LENGTH = 1024;

    /// @notice Decides who is a Doctor and who is a Host.
    IRoles public immutable roles;
    /// @notice The account of the patient; says nothing about the person.
    address public immutable patient;

    bytes private _birthday;
    bytes private _contact;
    Xray[] private _xrays;

    /// @notice `doctor` has added the image hash at position `index`.
    event XrayhashSet(uint256 indexed index, address indexed doctor, string part, bytes32 hash);
    /// @notice `host` has replaced the birthday (SHA-256 of its ciphertext).
    event BirthdaySet(address indexed host, bytes32 ciphertextHash);
    /// @notice `host` has replaced the contact (SHA-256 of its ciphertext).
    event ContactSet(address indexed host, bytes32 ciphertextHash);

    /// @notice `account` does not hold `role`.
    error NotInRole(address account, IRoles.Role role);
    /// @notice `account` is neither the patient nor a Doctor nor a Host.
    error NotAReader(address account);
    /// @notice The body part is empty or longer than `limit` bytes.
    error InvalidPart(uint256 length, uint256 limit);
    /// @notice A hash of zero says nothing.
    error EmptyHash();
    /// @notice The value is empty or longer than `limit` bytes.
    error InvalidValue(uint256 length, uint256 limit);
    /// @notice There is no image at `index`; the record has `count`.
    error NoSuchXray(uint256 index, uint256 count);
    /// @notice The zero address cannot be a patient.
    error InvalidPatient(address account);
    /// @notice There is no contract at the address given for the roles.
    error NoRolesContract(address account);

    modifier onlyRole(IRoles.Role role) {
        _checkRole(role);
        _;
    }

    modifier onlyReader() {
        _checkReader();
        _;
    }

    /// @param roles_ the Roles contract
    /// @param patient_ the account of the patient
    constructor(IRoles roles_, address patient_) {
        if (address(roles_).code.length == 0) revert NoRolesContract(address(roles_));
        if (patient_ == address(0)) revert InvalidPatient(patient_);
        roles = roles_;
        patient = patient_;
    }

    /// @notice Adds the hash of an image of a body part; by a Doctor.
    function setXrayhash(string calldata part, bytes32 hash) external onlyRole(IRoles.Role.Doctor) {
        uint256 length = bytes(part).length;
        if (length == 0 || length > MAX_PART_LENGTH) revert InvalidPart(length, MAX_PART_LENGTH);
        if (hash == bytes32(0)) revert EmptyHash();
        emit XrayhashSet(_xrays.length, msg.sender, part, hash);
        _xrays.push(Xray(msg.sender, uint64(block.timestamp), part, hash));
    }

    /// @notice Replaces the birthday's ciphertext; by a Host.
    function setBirthday(bytes calldata ciphertext) external onlyRole(IRoles.Role.Host) {
        _checkValue(ciphertext);
        _birthday = ciphertext;
        emit BirthdaySet(msg.sender, sha256(ciphertext));
    }

    /// @notice Replaces the contact's ciphertext; by a Host.
    function setContact(bytes calldata ciphertext) external onlyRole(IRoles.Role.Host) {
        _checkValue(ciphertext);
        _contact = ciphertext;
        emit ContactSet(msg.sender, sha256(ciphertext));
    }

    /// @notice How many images are on record.
    function getXrayhashCount() external view onlyReader returns (uint256) {
        return _xrays.length;
    }

    /// @notice The doctor's name, the body part and the hash of image `index`.
    function getXrayhash(
        uint256 index
    ) external view onlyReader returns (string memory doctor, string memory part, bytes32 hash) {
        if (index >= _xrays.length) revert NoSuchXray(index, _xrays.length);
        Xray storage xray = _xrays[index];
        return (roles.nameOf(xray.doctor), xray.part, xray.hash);
    }

    /// @notice When and by which account image `index` was added; seconds since 1970.
    function getXrayAuthor(uint256 index) external view onlyReader returns (address doctor, uint64 time) {
        if (index >= _xrays.length) revert NoSuchXray(index, _xrays.length);
        Xray storage xray = _xrays[index];
        return (xray.doctor, xray.time);
    }

    /// @notice The patient's account and the ciphertexts.
    function profile()
        external
        view
        onlyReader
        returns (address account, bytes memory birthday, bytes memory contact)
    {
        return (patient, _birthday, _contact);
    }

    function _checkRole(IRoles.Role role) private view {
        if (!roles.isAllowed(msg.sender, role)) revert NotInRole(msg.sender, role);
    }

    function _checkReader() private view {
        if (msg.sender == patient) return;
        if (roles.isAllowed(msg.sender, IRoles.Role.Doctor)) return;
        if (!roles.isAllowed(msg.sender, IRoles.Role.Host)) revert NotAReader(msg.sender);
    }

    function _checkValue(bytes calldata ciphertext) private pure {
        uint256 length = ciphertext.length;
        if (length == 0 || length > MAX_VALUE_LENGTH) revert InvalidValue(length, MAX_VALUE_LENGTH);
    }
}
