// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// RFC 6962 section 2.1, word for word, to compare with.
library MerkleTree {
    function leaf(uint256 index) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x00), index));
    }

    function root(uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to - from == 1) return leaf(from);
        uint256 split = from + _split(to - from);
        return node(root(from, split), root(split, to));
    }

    function path(uint256 index, uint256 size) internal pure returns (bytes32[] memory) {
        bytes32[] memory reversed = new bytes32[](64);
        uint256 length = 0;
        uint256 from = 0;
        uint256 to = size;
        while (to - from > 1) {
            uint256 split = from + _split(to - from);
            if (index < split) {
                reversed[length++] = root(split, to);
                to = split;
            } else {
                reversed[length++] = root(from, split);
                from = split;
            }
        }
        bytes32[] memory result = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) result[i] = reversed[length - 1 - i];
        return result;
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }

    /// The largest power of two below `count`.
    function _split(uint256 count) private pure returns (uint256 power) {
        power = 1;
        while (power * 2 < count) power *= 2;
    }
}
