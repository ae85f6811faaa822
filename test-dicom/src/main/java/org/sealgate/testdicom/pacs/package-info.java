/**
 * A scriptable PACS in this virtual machine and a service class user for tests.
 *
 * <p>{@link org.sealgate.testdicom.pacs.ScriptablePacs} stores, queries and retrieves as an archive
 * does, keeps every byte, notes what it received, and misbehaves as its {@link
 * org.sealgate.testdicom.pacs.FaultScript} says. {@link org.sealgate.testdicom.pacs.ScuClient}
 * plays the modality and the viewer.
 */
@NullMarked
package org.sealgate.testdicom.pacs;

import org.jspecify.annotations.NullMarked;
