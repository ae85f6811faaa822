-- Keyed hashes of the Patient ID, and of the Patient ID with its issuer. Null where the instance was
-- indexed before there were any; an instance without a Patient ID has the hashes of empty text.
alter table instance add column patient_key blob;
alter table instance add column patient_issuer_key blob;

create index instance_by_patient on instance (patient_key) where patient_key is not null;
create index instance_without_patient on instance (sequence) where patient_key is null;
