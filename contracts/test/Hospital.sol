// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Roles} from "../src/Roles.sol";
import {IRoles} from "../src/IRoles.sol";
import {Test} from "./Vm.sol";

/// A hospital with one account in each role, one suspended, one removed and one unknown.
abstract contract Hospital is Test {
    address internal constant GOVERNMENT = address(0x6001);
    address internal constant HOST = address(0x6002);
    address internal constant DOCTOR = address(0x6003);
    address internal constant DEVICE = address(0x6004);
    address internal constant PATIENT = address(0x6005);
    address internal constant SUSPENDED = address(0x6006);
    address internal constant REMOVED = address(0x6007);
    address internal constant UNKNOWN = address(0x6008);

    Roles internal roles;

    function setUp() public virtual {
        roles = new Roles(GOVERNMENT, "Ministry of Health");
        VM.prank(GOVERNMENT);
        roles.setPermission(HOST, "General Hospital", IRoles.Role.Host, true);
        _appoint(DOCTOR, "Dr. Alba", IRoles.Role.Doctor, true);
        _appoint(DEVICE, "Sealgate", IRoles.Role.Device, true);
        _appoint(PATIENT, "", IRoles.Role.Patient, true);
        _appoint(SUSPENDED, "Dr. Brun", IRoles.Role.Doctor, false);
        _appoint(REMOVED, "Dr. Cruz", IRoles.Role.Doctor, true);
        VM.prank(HOST);
        roles.removePermission(REMOVED);
    }

    function _appoint(address account, string memory name, IRoles.Role role, bool allowed) internal {
        VM.prank(HOST);
        roles.setPermission(account, name, role, allowed);
    }

    function _everyone() internal pure returns (address[8] memory) {
        return [GOVERNMENT, HOST, DOCTOR, DEVICE, PATIENT, SUSPENDED, REMOVED, UNKNOWN];
    }
}
