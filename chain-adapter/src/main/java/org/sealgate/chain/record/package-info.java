/**
 * The record of one patient, as the contract {@code PatientRecord} keeps it: hashes of X-ray images
 * by doctors, and personal values that only the hospital and the patient can read. Knows no web3j.
 */
@NullMarked
package org.sealgate.chain.record;

import org.jspecify.annotations.NullMarked;
