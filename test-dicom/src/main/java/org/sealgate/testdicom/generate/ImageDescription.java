package org.sealgate.testdicom.generate;

/**
 * What an instance is, as far as the common modules need it.
 *
 * @param sopClassUid SOP Class UID
 * @param modality such as CR, also part of the UIDs
 * @param description of study and series
 * @param bodyPart Body Part Examined
 * @param number Instance Number, from 1
 */
record ImageDescription(
    String sopClassUid, String modality, String description, String bodyPart, int number) {}
