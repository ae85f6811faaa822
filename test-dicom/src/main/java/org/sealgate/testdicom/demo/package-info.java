/**
 * The demonstration: the main job on a chain, a PACS and a node of its own, told so that a person
 * understands it.
 */
@NullMarked
package org.sealgate.testdicom.demo;

import org.jspecify.annotations.NullMarked;
