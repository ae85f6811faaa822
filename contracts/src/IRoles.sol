// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title What the other contracts ask of the roles
interface IRoles {
    /// @notice The roles of a hospital. Patient is zero, so an account nobody has named is a patient.
    enum Role {
        Patient,
        Doctor,
        Device,
        Host,
        Government
    }

    /// @notice True if `account` holds `role` and is allowed to use it.
    function isAllowed(address account, Role role) external view returns (bool);

    /// @notice True if `account` is an allowed Device or Host.
    function mayAnchor(address account) external view returns (bool);

    /// @notice The name under which `account` was last appointed; stays after the permission was removed.
    function nameOf(address account) external view returns (string memory);
}
