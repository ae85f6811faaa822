// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AnchorRegistry} from "../src/AnchorRegistry.sol";
import {IRoles} from "../src/IRoles.sol";
import {Hospital} from "./Hospital.sol";
import {MerkleTree} from "./MerkleTree.sol";

contract AnchorRegistryTest is Hospital {
    bytes32 private constant LOG = keccak256("log");
    bytes32 private constant ROOT = keccak256("root");

    AnchorRegistry private registry;

    function setUp() public override {
        super.setUp();
        registry = new AnchorRegistry(roles);
    }

    function _anchor(uint64 size, bytes32 root) private {
        VM.prank(DEVICE);
        registry.anchor(LOG, size, root);
    }

    function test_constructor_shouldRefuseAnAddressWithoutCode() public {
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NoRolesContract.selector, UNKNOWN));
        new AnchorRegistry(IRoles(UNKNOWN));
    }

    function test_anchor_shouldFollowTheMatrixOfRoles() public {
        address[8] memory accounts = _everyone();
        for (uint64 i = 0; i < accounts.length; ++i) {
            bool may = accounts[i] == DEVICE || accounts[i] == HOST;
            if (!may) VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotAnchorer.selector, accounts[i]));
            bytes32 log = keccak256(abi.encode(accounts[i]));
            VM.prank(accounts[i]);
            registry.anchor(log, i + 1, ROOT);
            assertEq(registry.rootAt(log, i + 1), may ? ROOT : bytes32(0));
            assertEq(registry.ownerOf(log), may ? accounts[i] : address(0));
        }
    }

    function test_anchor_shouldClaimALogThatIsFree() public {
        VM.expectEmit(true, true, true, true);
        emit AnchorRegistry.LogAssigned(LOG, DEVICE, DEVICE);
        _anchor(1, ROOT);
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotLogOwner.selector, LOG, DEVICE, HOST));
        VM.prank(HOST);
        registry.anchor(LOG, 2, ROOT);
        _anchor(2, ROOT);
        assertEq(registry.latestSize(LOG), 2);
    }

    function test_anchor_shouldBeRefusedToAnOwnerThatLostItsRole() public {
        _anchor(1, ROOT);
        VM.prank(HOST);
        roles.removePermission(DEVICE);
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotAnchorer.selector, DEVICE));
        _anchor(2, ROOT);
    }

    function test_assignLog_shouldFollowTheMatrixOfRoles() public {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            bool may = accounts[i] == HOST;
            if (!may) VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotHost.selector, accounts[i]));
            VM.prank(accounts[i]);
            registry.assignLog(LOG, DEVICE);
            assertEq(registry.ownerOf(LOG), i == 0 ? address(0) : DEVICE);
        }
    }

    function test_assignLog_shouldTakeOwnersThatMayAnchor() public {
        address[8] memory accounts = _everyone();
        for (uint256 i = 0; i < accounts.length; ++i) {
            bool may = accounts[i] == DEVICE || accounts[i] == HOST;
            if (!may) VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotAnchorer.selector, accounts[i]));
            VM.prank(HOST);
            registry.assignLog(keccak256(abi.encode(i)), accounts[i]);
            assertEq(registry.ownerOf(keccak256(abi.encode(i))), may ? accounts[i] : address(0));
        }
    }

    function test_assignLog_shouldHandALogOnWithItsSize() public {
        _anchor(5, ROOT);
        VM.expectEmit(true, true, true, true);
        emit AnchorRegistry.LogAssigned(LOG, HOST, HOST);
        VM.prank(HOST);
        registry.assignLog(LOG, HOST);
        assertEq(registry.latestSize(LOG), 5);
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotLogOwner.selector, LOG, HOST, DEVICE));
        _anchor(6, ROOT);
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.SizeMustGrow.selector, LOG, 5, 5));
        VM.prank(HOST);
        registry.anchor(LOG, 5, ROOT);
        VM.prank(HOST);
        registry.anchor(LOG, 6, ROOT);
        assertEq(registry.rootAt(LOG, 5), ROOT);
    }

    function test_anchor_shouldEmitAndKeepEverySize() public {
        VM.expectEmit(true, true, true, true);
        emit AnchorRegistry.Anchored(LOG, 5, ROOT, DEVICE);
        _anchor(5, ROOT);
        _anchor(9, keccak256("next"));
        assertEq(registry.rootAt(LOG, 5), ROOT);
        (uint64 size, bytes32 root) = registry.latest(LOG);
        assertEq(size, 9);
        assertEq(root, keccak256("next"));
    }

    function test_latest_shouldBeZeroForUnknownLogs() public view {
        (uint64 size, bytes32 root) = registry.latest(ROOT);
        assertEq(size, 0);
        assertEq(root, bytes32(0));
        assertEq(registry.ownerOf(ROOT), address(0));
    }

    function test_anchor_shouldRefuseSizesThatDoNotGrow() public {
        _anchor(5, ROOT);
        for (uint64 size = 0; size <= 5; ++size) {
            VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.SizeMustGrow.selector, LOG, 5, size));
            _anchor(size, ROOT);
        }
    }

    function test_anchor_shouldRefuseTheEmptyLog() public {
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.SizeMustGrow.selector, LOG, 0, 0));
        _anchor(0, ROOT);
    }

    function test_anchor_shouldRefuseTheZeroRoot() public {
        VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.EmptyRoot.selector, LOG, 1));
        _anchor(1, bytes32(0));
    }

    function testFuzz_anchor_shouldLetSizesOnlyGrow(uint64 first, uint64 second) public {
        VM.assume(first > 0);
        _anchor(first, ROOT);
        bool grows = second > first;
        if (!grows) VM.expectRevert(abi.encodeWithSelector(AnchorRegistry.SizeMustGrow.selector, LOG, first, second));
        _anchor(second, keccak256("next"));
        assertEq(registry.rootAt(LOG, first), ROOT);
        assertEq(registry.latestSize(LOG), grows ? second : first);
    }

    function test_verify_shouldAcceptEveryLeafOfSmallTrees() public {
        for (uint64 size = 1; size <= 20; ++size) {
            _anchor(size, MerkleTree.root(0, size));
            for (uint64 index = 0; index < size; ++index) {
                bytes32[] memory path = MerkleTree.path(index, size);
                assertTrue(registry.verify(LOG, size, index, MerkleTree.leaf(index), path));
                for (uint64 wrong = 0; wrong <= size; ++wrong) {
                    if (wrong == index) continue;
                    assertFalse(registry.verify(LOG, size, wrong, MerkleTree.leaf(index), path));
                }
            }
        }
    }

    function testFuzz_verify_shouldRefuseForgeries(uint64 size, uint64 index, uint256 at, uint8 bit) public {
        size = 2 + (size % 60);
        index = index % size;
        bytes32 leaf = MerkleTree.leaf(index);
        bytes32[] memory path = MerkleTree.path(index, size);
        _anchor(size, MerkleTree.root(0, size));
        assertTrue(registry.verify(LOG, size, index, leaf, path));
        assertFalse(registry.verify(ROOT, size, index, leaf, path));
        assertFalse(registry.verify(LOG, size + 1, index, leaf, path));
        assertFalse(registry.verify(LOG, size, index, MerkleTree.leaf(index + 1), path));
        assertFalse(registry.verify(LOG, size, index, leaf, _resized(path, path.length - 1)));
        assertFalse(registry.verify(LOG, size, index, leaf, _resized(path, path.length + 1)));
        path[at % path.length] ^= bytes32(uint256(1) << bit);
        assertFalse(registry.verify(LOG, size, index, leaf, path));
    }

    function test_verify_shouldRefuseANodeAsLeaf() public {
        _anchor(2, MerkleTree.root(0, 2));
        bytes32 forged = sha256(abi.encodePacked(bytes1(0x00), MerkleTree.leaf(0), MerkleTree.leaf(1)));
        assertFalse(registry.verify(LOG, 2, 0, forged, new bytes32[](0)));
        assertFalse(registry.verify(LOG, 1, 0, forged, new bytes32[](0)));
    }

    function test_verify_shouldRefuseSwappedSiblings() public {
        _anchor(13, MerkleTree.root(0, 13));
        for (uint64 index = 0; index < 13; ++index) {
            bytes32[] memory path = MerkleTree.path(index, 13);
            for (uint256 i = 1; i < path.length; ++i) {
                (path[i - 1], path[i]) = (path[i], path[i - 1]);
                assertFalse(registry.verify(LOG, 13, index, MerkleTree.leaf(index), path));
                (path[i - 1], path[i]) = (path[i], path[i - 1]);
            }
        }
    }

    function test_verify_shouldRefuseWhatAnotherRegistryHas() public {
        AnchorRegistry other = new AnchorRegistry(roles);
        bytes32 root = MerkleTree.root(0, 2);
        VM.prank(DEVICE);
        other.anchor(LOG, 2, root);
        assertTrue(other.verify(LOG, 2, 0, MerkleTree.leaf(0), MerkleTree.path(0, 2)));
        assertFalse(registry.verify(LOG, 2, 0, MerkleTree.leaf(0), MerkleTree.path(0, 2)));
    }

    function test_verify_shouldRefuseAnEmptyPathInALargerTree() public {
        _anchor(2, MerkleTree.root(0, 2));
        assertFalse(registry.verify(LOG, 2, 0, MerkleTree.root(0, 2), new bytes32[](0)));
    }

    function _resized(bytes32[] memory path, uint256 length) private pure returns (bytes32[] memory) {
        bytes32[] memory result = new bytes32[](length);
        for (uint256 i = 0; i < length && i < path.length; ++i) result[i] = path[i];
        return result;
    }
}
