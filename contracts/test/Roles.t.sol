// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Roles} from "../src/Roles.sol";
import {IRoles} from "../src/IRoles.sol";
import {Hospital} from "./Hospital.sol";

contract RolesTest is Hospital {
    address private constant OTHER = address(0x7001);
    string private constant TOO_LONG = "12345678901234567890123456789012345678901234567890123456789012345";

    /// The role that appoints, for each role; every other account is refused for every role.
    function test_setPermission_shouldFollowTheMatrixOfRoles() public {
        address[8] memory accounts = _everyone();
        for (uint8 number = 0; number < 5; ++number) {
            IRoles.Role role = IRoles.Role(number);
            bool top = role == IRoles.Role.Host || role == IRoles.Role.Government;
            IRoles.Role needed = top ? IRoles.Role.Government : IRoles.Role.Host;
            for (uint256 i = 0; i < accounts.length; ++i) {
                address caller = accounts[i];
                bool may = top ? caller == GOVERNMENT : caller == HOST;
                address account = address(uint160(0x9000 + uint256(number) * 100 + i));
                if (!may) VM.expectRevert(abi.encodeWithSelector(Roles.NotAppointer.selector, caller, role, needed));
                VM.prank(caller);
                roles.setPermission(account, role == IRoles.Role.Patient ? "" : "Name", role, true);
                assertTrue(roles.isAllowed(account, role) == may);
            }
        }
    }

    function test_removePermission_shouldFollowTheMatrixOfRoles() public {
        address[8] memory callers = _everyone();
        address[5] memory accounts = [PATIENT, DOCTOR, DEVICE, HOST, GOVERNMENT];
        for (uint8 number = 0; number < 5; ++number) {
            IRoles.Role role = IRoles.Role(number);
            bool top = number >= 3;
            IRoles.Role needed = top ? IRoles.Role.Government : IRoles.Role.Host;
            for (uint256 i = 0; i < callers.length; ++i) {
                if (callers[i] == (top ? GOVERNMENT : HOST)) continue;
                VM.expectRevert(abi.encodeWithSelector(Roles.NotAppointer.selector, callers[i], role, needed));
                VM.prank(callers[i]);
                roles.removePermission(accounts[number]);
            }
        }
    }

    function test_constructor_shouldAppointTheGovernment() public view {
        assertTrue(roles.roleOf(GOVERNMENT) == IRoles.Role.Government);
        assertEq(roles.nameOf(GOVERNMENT), "Ministry of Health");
        assertEq(roles.governments(), 1);
    }

    function test_constructor_shouldRefuseTheZeroAddress() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.InvalidAccount.selector, address(0)));
        new Roles(address(0), "Nobody");
    }

    function test_setPermission_shouldKeepNameAndRole() public view {
        (string memory name, IRoles.Role role, bool allowed, bool known) = roles.permissionOf(DOCTOR);
        assertEq(name, "Dr. Alba");
        assertTrue(role == IRoles.Role.Doctor && allowed && known);
        assertTrue(roles.roleOf(DOCTOR) == IRoles.Role.Doctor);
    }

    function test_setPermission_shouldSuspend() public view {
        (, IRoles.Role role, bool allowed, bool known) = roles.permissionOf(SUSPENDED);
        assertTrue(role == IRoles.Role.Doctor && !allowed && known);
        assertFalse(roles.isAllowed(SUSPENDED, IRoles.Role.Doctor));
        assertTrue(roles.roleOf(SUSPENDED) == IRoles.Role.Patient);
    }

    function test_setPermission_shouldReplaceTheOldRole() public {
        _appoint(DOCTOR, "Dr. Alba's scanner", IRoles.Role.Device, true);
        assertFalse(roles.isAllowed(DOCTOR, IRoles.Role.Doctor));
        assertTrue(roles.isAllowed(DOCTOR, IRoles.Role.Device));
    }

    function test_setPermission_shouldNotLetAHostDemoteAHost() public {
        VM.expectRevert(
            abi.encodeWithSelector(Roles.NotAppointer.selector, HOST, IRoles.Role.Host, IRoles.Role.Government)
        );
        VM.prank(HOST);
        roles.setPermission(HOST, "Dr. Self", IRoles.Role.Doctor, true);
    }

    function test_setPermission_shouldNotLetAGovernmentTakeADoctor() public {
        VM.expectRevert(
            abi.encodeWithSelector(Roles.NotAppointer.selector, GOVERNMENT, IRoles.Role.Doctor, IRoles.Role.Host)
        );
        VM.prank(GOVERNMENT);
        roles.setPermission(DOCTOR, "Hospital", IRoles.Role.Host, true);
    }

    function test_setPermission_shouldEmit() public {
        VM.expectEmit(true, true, true, true);
        emit Roles.PermissionSet(OTHER, IRoles.Role.Doctor, true, "Dr. Dix", HOST);
        _appoint(OTHER, "Dr. Dix", IRoles.Role.Doctor, true);
    }

    function test_setPermission_shouldRefuseTheZeroAddress() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.InvalidAccount.selector, address(0)));
        _appoint(address(0), "Nobody", IRoles.Role.Doctor, true);
    }

    function test_setPermission_shouldRefuseLongNames() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.NameTooLong.selector, 65, 64));
        _appoint(OTHER, TOO_LONG, IRoles.Role.Doctor, true);
    }

    function test_setPermission_shouldRefuseMissingNames() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.NameMissing.selector, OTHER));
        _appoint(OTHER, "", IRoles.Role.Device, true);
    }

    function test_setPermission_shouldRefuseNamesOfPatients() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.PatientNameRefused.selector, OTHER));
        _appoint(OTHER, "Jane Doe", IRoles.Role.Patient, true);
    }

    function test_removePermission_shouldLeaveTheName() public view {
        (string memory name, IRoles.Role role, bool allowed, bool known) = roles.permissionOf(REMOVED);
        assertEq(name, "Dr. Cruz");
        assertTrue(role == IRoles.Role.Patient && !allowed && !known);
        assertFalse(roles.isAllowed(REMOVED, IRoles.Role.Doctor));
    }

    function test_removePermission_shouldEmit() public {
        VM.expectEmit(true, true, true, true);
        emit Roles.PermissionRemoved(DOCTOR, IRoles.Role.Doctor, HOST);
        VM.prank(HOST);
        roles.removePermission(DOCTOR);
    }

    function test_removePermission_shouldTakeSuspendedAccounts() public {
        VM.prank(HOST);
        roles.removePermission(SUSPENDED);
        (, , , bool known) = roles.permissionOf(SUSPENDED);
        assertFalse(known);
    }

    function test_removePermission_shouldRefuseUnknownAccounts() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.UnknownAccount.selector, UNKNOWN));
        VM.prank(HOST);
        roles.removePermission(UNKNOWN);
    }

    function test_lastGovernment_shouldStay() public {
        VM.expectRevert(abi.encodeWithSelector(Roles.LastGovernment.selector, GOVERNMENT));
        VM.prank(GOVERNMENT);
        roles.removePermission(GOVERNMENT);
        VM.expectRevert(abi.encodeWithSelector(Roles.LastGovernment.selector, GOVERNMENT));
        VM.prank(GOVERNMENT);
        roles.setPermission(GOVERNMENT, "Ministry", IRoles.Role.Government, false);
    }

    function test_lastGovernment_shouldBeRenamed() public {
        VM.prank(GOVERNMENT);
        roles.setPermission(GOVERNMENT, "Ministry", IRoles.Role.Government, true);
        assertEq(roles.nameOf(GOVERNMENT), "Ministry");
        assertEq(roles.governments(), 1);
    }

    function test_secondGovernment_shouldLetTheFirstGo() public {
        VM.prank(GOVERNMENT);
        roles.setPermission(OTHER, "Successor", IRoles.Role.Government, true);
        assertEq(roles.governments(), 2);
        VM.prank(OTHER);
        roles.removePermission(GOVERNMENT);
        assertEq(roles.governments(), 1);
        assertTrue(roles.roleOf(GOVERNMENT) == IRoles.Role.Patient);
    }

    function test_accessControl_shouldNotBeAWayAround() public {
        bytes32 device = roles.DEVICE();
        VM.expectRevert(abi.encodeWithSelector(Roles.UseSetPermission.selector));
        roles.grantRole(device, OTHER);
        VM.expectRevert(abi.encodeWithSelector(Roles.UseSetPermission.selector));
        roles.revokeRole(device, DEVICE);
        VM.expectRevert(abi.encodeWithSelector(Roles.UseSetPermission.selector));
        roles.renounceRole(device, DEVICE);
    }

    function test_mayAnchor_shouldBeForDevicesAndHosts() public view {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            assertTrue(roles.mayAnchor(accounts[i]) == (accounts[i] == DEVICE || accounts[i] == HOST));
        }
    }

    function testFuzz_unknownAccount_shouldBePatient(address account) public view {
        (, , , bool known) = roles.permissionOf(account);
        VM.assume(!known);
        assertTrue(roles.roleOf(account) == IRoles.Role.Patient);
        for (uint8 number = 0; number < 5; ++number) {
            assertFalse(roles.isAllowed(account, IRoles.Role(number)));
        }
    }

    function testFuzz_stranger_shouldAppointNobody(address caller, address account, uint8 number) public {
        VM.assume(caller != HOST && caller != GOVERNMENT);
        IRoles.Role role = IRoles.Role(number % 5);
        IRoles.Role needed = number % 5 >= 3 ? IRoles.Role.Government : IRoles.Role.Host;
        VM.expectRevert(abi.encodeWithSelector(Roles.NotAppointer.selector, caller, role, needed));
        VM.prank(caller);
        roles.setPermission(account, "Name", role, true);
    }
}
