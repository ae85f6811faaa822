// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRoles} from "./IRoles.sol";

/// @title Checkpoints of transparency logs
/// @notice Records (size, root) of append-only RFC 6962 Merkle logs. A log's size can only grow, and what
/// has been recorded is never changed. Only the log's owner may record, and only while it is a Device or a
/// Host of `roles`. A Host assigns a log to its owner; a log that nobody was assigned belongs to the
/// account that anchors it first.
contract AnchorRegistry {
    /// @notice Who anchors a log, and how far it has come; one storage slot, so that anchoring asks for one.
    struct Log {
        address owner;
        uint64 size;
    }

    /// @notice Decides who may anchor.
    IRoles public immutable roles;

    mapping(bytes32 logId => Log log) private _logs;

    /// @notice The anchored root of a log at a size; zero when that size was not anchored.
    mapping(bytes32 logId => mapping(uint64 size => bytes32 root)) public rootAt;

    /// @notice `by` has recorded that log `logId` has `root` at `size`.
    event Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root, address by);
    /// @notice From now on `owner` anchors log `logId`; `by` is the Host that decided it, or the owner
    /// itself when it was the first to anchor.
    event LogAssigned(bytes32 indexed logId, address indexed owner, address indexed by);

    /// @notice `account` is neither an allowed Device nor an allowed Host.
    error NotAnchorer(address account);
    /// @notice `account` is not an allowed Host.
    error NotHost(address account);
    /// @notice Log `logId` is anchored by `owner`, not by `account`.
    error NotLogOwner(bytes32 logId, address owner, address account);
    /// @notice Log `logId` is anchored at `anchored`; `offered` is not larger.
    error SizeMustGrow(bytes32 logId, uint64 anchored, uint64 offered);
    /// @notice A root of zero stands for "not anchored" and cannot be recorded.
    error EmptyRoot(bytes32 logId, uint64 size);
    /// @notice There is no contract at the address given for the roles.
    error NoRolesContract(address account);

    /// @param roles_ the Roles contract that decides who may anchor
    constructor(IRoles roles_) {
        if (address(roles_).code.length == 0) revert NoRolesContract(address(roles_));
        roles = roles_;
    }

    /// @notice Makes `owner` the one that anchors a log, in place of whoever did. Only by a Host.
    /// @param logId SHA-256 of the log's name and key
    /// @param owner a Device or Host
    function assignLog(bytes32 logId, address owner) external {
        if (!roles.isAllowed(msg.sender, IRoles.Role.Host)) revert NotHost(msg.sender);
        if (!roles.mayAnchor(owner)) revert NotAnchorer(owner);
        _logs[logId].owner = owner;
        emit LogAssigned(logId, owner, msg.sender);
    }

    /// @notice Records the head of a log.
    /// @param logId SHA-256 of the log's name and key
    /// @param size number of leaves; must be larger than the last recorded one
    /// @param root RFC 6962 Merkle tree hash of the first `size` leaves
    function anchor(bytes32 logId, uint64 size, bytes32 root) external {
        if (!roles.mayAnchor(msg.sender)) revert NotAnchorer(msg.sender);
        Log memory log = _logs[logId];
        if (log.owner == address(0)) {
            emit LogAssigned(logId, msg.sender, msg.sender);
        } else if (log.owner != msg.sender) {
            revert NotLogOwner(logId, log.owner, msg.sender);
        }
        if (size <= log.size) revert SizeMustGrow(logId, log.size, size);
        if (root == bytes32(0)) revert EmptyRoot(logId, size);
        _logs[logId] = Log(msg.sender, size);
        rootAt[logId][size] = root;
        emit Anchored(logId, size, root, msg.sender);
    }

    /// @notice Who anchors a log; zero when it was neither assigned nor anchored.
    function ownerOf(bytes32 logId) external view returns (address) {
        return _logs[logId].owner;
    }

    /// @notice The largest anchored size of a log; zero when it has none.
    function latestSize(bytes32 logId) external view returns (uint64) {
        return _logs[logId].size;
    }

    /// @notice The last recorded head of a log; (0, 0) when it has none.
    function latest(bytes32 logId) external view returns (uint64 size, bytes32 root) {
        size = _logs[logId].size;
        root = rootAt[logId][size];
    }

    /// @notice Checks that a leaf is in an anchored log (RFC 9162 section 2.1.3.2).
    /// @param logId the log
    /// @param size an anchored size of it
    /// @param index zero-based position of the leaf
    /// @param leafHash SHA-256(0x00 || leaf)
    /// @param path the inclusion proof, from the leaf's sibling upwards
    /// @return true only if `size` was anchored and the path leads from the leaf to its root
    function verify(
        bytes32 logId,
        uint64 size,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata path
    ) external view returns (bool) {
        bytes32 root = rootAt[logId][size];
        if (root == bytes32(0) || index >= size) return false;
        uint64 position = index;
        uint64 last = size - 1;
        bytes32 hash = leafHash;
        uint256 length = path.length;
        for (uint256 i = 0; i < length; ++i) {
            if (last == 0) return false;
            if (position & 1 == 1 || position == last) {
                hash = _node(path[i], hash);
                while (position & 1 == 0 && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                hash = _node(hash, path[i]);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
