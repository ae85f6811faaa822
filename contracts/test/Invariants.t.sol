// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AnchorRegistry} from "../src/AnchorRegistry.sol";
import {IRoles} from "../src/IRoles.sol";
import {Roles} from "../src/Roles.sol";
import {Hospital} from "./Hospital.sol";
import {Test} from "./Vm.sol";

/// Does to the contracts what anyone may try, and remembers what should have come of it.
contract Actor is Test {
    Roles private immutable ROLES;
    AnchorRegistry private immutable REGISTRY;
    address[8] private accounts;

    uint64 public largest;
    bool public shrunk;
    bool public strangerAnchored;
    bool public strangerAppointed;
    bool public strangerAssigned;
    address public owner;
    mapping(uint64 size => bytes32 root) public recorded;
    uint64[] public sizes;

    constructor(Roles roles, AnchorRegistry registry, address[8] memory accounts_) {
        ROLES = roles;
        REGISTRY = registry;
        accounts = accounts_;
    }

    function anchor(uint8 who, uint64 size, bytes32 root) external {
        address caller = accounts[who % 8];
        uint64 offered = size % 1000;
        bool may = ROLES.mayAnchor(caller) && (owner == address(0) || owner == caller);
        VM.prank(caller);
        try REGISTRY.anchor("log", offered, root) {
            if (!may) strangerAnchored = true;
            if (offered <= largest) shrunk = true;
            largest = offered;
            owner = caller;
            recorded[offered] = root;
            sizes.push(offered);
        } catch {
            return;
        }
    }

    function assign(uint8 who, uint8 whom) external {
        address caller = accounts[who % 8];
        address next = accounts[whom % 8];
        bool may = ROLES.isAllowed(caller, IRoles.Role.Host) && ROLES.mayAnchor(next);
        VM.prank(caller);
        try REGISTRY.assignLog("log", next) {
            if (!may) strangerAssigned = true;
            owner = next;
        } catch {
            return;
        }
    }

    function appoint(uint8 who, uint8 whom, uint8 number, bool allowed) external {
        address caller = accounts[who % 8];
        IRoles.Role role = IRoles.Role(number % 5);
        IRoles.Role needed = number % 5 >= 3 ? IRoles.Role.Government : IRoles.Role.Host;
        bool may = ROLES.isAllowed(caller, needed);
        VM.prank(caller);
        try ROLES.setPermission(accounts[whom % 8], number % 5 == 0 ? "" : "Name", role, allowed) {
            if (!may) strangerAppointed = true;
        } catch {
            return;
        }
    }

    function remove(uint8 who, uint8 whom) external {
        VM.prank(accounts[who % 8]);
        try ROLES.removePermission(accounts[whom % 8]) {
            return;
        } catch {
            return;
        }
    }

    function count() external view returns (uint256) {
        return sizes.length;
    }
}

contract InvariantsTest is Hospital {
    AnchorRegistry private registry;
    Actor private actor;

    function setUp() public override {
        super.setUp();
        registry = new AnchorRegistry(roles);
        actor = new Actor(roles, registry, _everyone());
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actor);
    }

    function invariant_sizesOnlyGrow() public view {
        assertFalse(actor.shrunk());
        assertEq(registry.latestSize("log"), actor.largest());
    }

    function invariant_whatIsAnchoredNeverChanges() public view {
        for (uint256 i = 0; i < actor.count(); ++i) {
            uint64 size = actor.sizes(i);
            assertEq(registry.rootAt("log", size), actor.recorded(size));
        }
    }

    function invariant_onlyTheOwnerAnchorsWhileItIsADeviceOrHost() public view {
        assertFalse(actor.strangerAnchored());
    }

    function invariant_onlyHostsAssignLogs() public view {
        assertFalse(actor.strangerAssigned());
        assertEq(registry.ownerOf("log"), actor.owner());
    }

    function invariant_onlyAppointersAppoint() public view {
        assertFalse(actor.strangerAppointed());
    }

    function invariant_thereIsAlwaysAGovernment() public view {
        address[8] memory accounts = _everyone();
        uint256 count = 0;
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (roles.isAllowed(accounts[i], IRoles.Role.Government)) ++count;
        }
        assertEq(roles.governments(), count);
        assertTrue(count > 0);
    }
}
