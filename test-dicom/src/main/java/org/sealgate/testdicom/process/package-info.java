/**
 * Real peers as processes: Orthanc, the DCMTK tools, anvil and other Java virtual machines, each
 * started on a free loopback port, ready when its constructor method returns, stopped by its
 * process id in {@code close()}.
 *
 * <p>A missing tool is reported as {@link org.sealgate.testdicom.process.MissingToolException},
 * which says what to install. No process outlives the virtual machine that started it: see {@link
 * org.sealgate.testdicom.process.ProcessLauncher}.
 */
@NullMarked
package org.sealgate.testdicom.process;

import org.jspecify.annotations.NullMarked;
