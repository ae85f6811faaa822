package org.sealgate.vault.index;

/**
 * Under what a patient's instances are found. Keyed hashes, so that whoever reads the index without
 * the key learns no identifier and cannot try out likely ones.
 *
 * @param id keyed hash of the patient's identifier
 * @param idAndIssuer keyed hash of the identifier together with who issued it
 */
public record PatientKeys(Digest id, Digest idAndIssuer) {}
