// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRoles} from "../src/IRoles.sol";
import {PatientRecord} from "../src/PatientRecord.sol";
import {Hospital} from "./Hospital.sol";

contract PatientRecordTest is Hospital {
    bytes32 private constant HASH = keccak256("leaf hash");

    PatientRecord private record;

    function setUp() public override {
        super.setUp();
        record = new PatientRecord(roles, PATIENT);
    }

    function _notInRole(address caller, IRoles.Role role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PatientRecord.NotInRole.selector, caller, role);
    }

    function test_constructor_shouldRefuseAnAddressWithoutCode() public {
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.NoRolesContract.selector, UNKNOWN));
        new PatientRecord(IRoles(UNKNOWN), PATIENT);
    }

    function test_constructor_shouldRefuseTheZeroAddress() public {
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.InvalidPatient.selector, address(0)));
        new PatientRecord(roles, address(0));
    }

    function test_setXrayhash_shouldBeForDoctorsOnly() public {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] != DOCTOR) VM.expectRevert(_notInRole(accounts[i], IRoles.Role.Doctor));
            VM.prank(accounts[i]);
            record.setXrayhash("CHEST", HASH);
        }
        VM.prank(DOCTOR);
        assertEq(record.getXrayhashCount(), 1);
    }

    function test_setBirthday_shouldBeForHostsOnly() public {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] != HOST) VM.expectRevert(_notInRole(accounts[i], IRoles.Role.Host));
            VM.prank(accounts[i]);
            record.setBirthday(hex"c0de");
        }
    }

    function test_setContact_shouldBeForHostsOnly() public {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] != HOST) VM.expectRevert(_notInRole(accounts[i], IRoles.Role.Host));
            VM.prank(accounts[i]);
            record.setContact(hex"c0de");
        }
    }

    function test_reading_shouldBeForThePatientDoctorsAndHosts() public {
        VM.prank(DOCTOR);
        record.setXrayhash("CHEST", HASH);
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            address caller = accounts[i];
            bool may = caller == PATIENT || caller == DOCTOR || caller == HOST;
            bytes memory refusal = abi.encodeWithSelector(PatientRecord.NotAReader.selector, caller);
            if (!may) VM.expectRevert(refusal);
            VM.prank(caller);
            record.getXrayhashCount();
            if (!may) VM.expectRevert(refusal);
            VM.prank(caller);
            record.getXrayhash(0);
            if (!may) VM.expectRevert(refusal);
            VM.prank(caller);
            record.getXrayAuthor(0);
            if (!may) VM.expectRevert(refusal);
            VM.prank(caller);
            record.profile();
        }
    }

    function test_getXrayhash_shouldGiveDoctorPartAndHash() public {
        VM.expectEmit(true, true, true, true);
        emit PatientRecord.XrayhashSet(0, DOCTOR, "CHEST", HASH);
        VM.prank(DOCTOR);
        record.setXrayhash("CHEST", HASH);
        VM.prank(PATIENT);
        (string memory doctor, string memory part, bytes32 hash) = record.getXrayhash(0);
        assertEq(doctor, "Dr. Alba");
        assertEq(part, "CHEST");
        assertEq(hash, HASH);
        VM.prank(PATIENT);
        (address author, uint64 time) = record.getXrayAuthor(0);
        assertEq(author, DOCTOR);
        assertEq(time, block.timestamp);
    }

    function test_getXrayhash_shouldNameADoctorWhoWasRemoved() public {
        VM.prank(DOCTOR);
        record.setXrayhash("CHEST", HASH);
        VM.prank(HOST);
        roles.removePermission(DOCTOR);
        VM.expectRevert(_notInRole(DOCTOR, IRoles.Role.Doctor));
        VM.prank(DOCTOR);
        record.setXrayhash("CHEST", HASH);
        VM.prank(PATIENT);
        (string memory doctor, , ) = record.getXrayhash(0);
        assertEq(doctor, "Dr. Alba");
    }

    function test_getXrayhash_shouldRefuseWhatIsNotThere() public {
        bytes memory refusal = abi.encodeWithSelector(PatientRecord.NoSuchXray.selector, 0, 0);
        VM.expectRevert(refusal);
        VM.prank(PATIENT);
        record.getXrayhash(0);
        VM.expectRevert(refusal);
        VM.prank(PATIENT);
        record.getXrayAuthor(0);
    }

    function test_setXrayhash_shouldRefuseBadArguments() public {
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.InvalidPart.selector, 0, 16));
        VM.prank(DOCTOR);
        record.setXrayhash("", HASH);
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.InvalidPart.selector, 17, 16));
        VM.prank(DOCTOR);
        record.setXrayhash("12345678901234567", HASH);
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.EmptyHash.selector));
        VM.prank(DOCTOR);
        record.setXrayhash("CHEST", bytes32(0));
    }

    function test_personalValues_shouldHaveALimit() public {
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.InvalidValue.selector, 0, 1024));
        VM.prank(HOST);
        record.setBirthday("");
        VM.expectRevert(abi.encodeWithSelector(PatientRecord.InvalidValue.selector, 1025, 1024));
        VM.prank(HOST);
        record.setContact(new bytes(1025));
    }

    function testFuzz_profile_shouldGiveWhatTheHostHasSet(bytes calldata birthday, bytes calldata contact) public {
        VM.assume(birthday.length > 0 && birthday.length <= 1024);
        VM.assume(contact.length > 0 && contact.length <= 1024);
        VM.expectEmit(true, true, true, true);
        emit PatientRecord.BirthdaySet(HOST, sha256(birthday));
        VM.prank(HOST);
        record.setBirthday(birthday);
        VM.expectEmit(true, true, true, true);
        emit PatientRecord.ContactSet(HOST, sha256(contact));
        VM.prank(HOST);
        record.setContact(contact);
        VM.prank(PATIENT);
        (address account, bytes memory storedBirthday, bytes memory storedContact) = record.profile();
        assertEq(account, PATIENT);
        assertEq(storedBirthday, birthday);
        assertEq(storedContact, contact);
    }
}
