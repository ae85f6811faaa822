package org.sealgate.inference;

/**
 * A kind of object that is written for a result.
 *
 * @param word enters the UIDs of its instances and, followed by " series", of their series
 * @param sopClass SOP Class UID (0008,0016)
 * @param modality Modality (0008,0060) of its series
 * @param seriesNumber Series Number (0020,0011), by which a study's series of this kind are told
 *     from the others written here
 */
record ObjectKind(String word, String sopClass, String modality, String seriesNumber) {}
