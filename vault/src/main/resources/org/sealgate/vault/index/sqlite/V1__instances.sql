-- The sequence is the order of receipt. AUTOINCREMENT keeps it from being used twice.
-- Times are microseconds since 1970-01-01T00:00:00Z. Digests have 32 bytes.
create table instance (
  sequence            integer primary key autoincrement,
  object_id           blob    not null unique,
  instance_uid        text    not null,
  version             integer not null check (version >= 1),
  class_uid           text    not null,
  study_uid           text    not null,
  series_uid          text    not null,
  transfer_syntax_uid text    not null,
  size                bigint  not null check (size >= 0),
  source              text    not null,
  received_at         bigint  not null,
  pixels_digest       blob,
  wire_digest         blob    not null,
  canonical_digest    blob    not null,
  leaf                blob    not null,
  leaf_hash           blob    not null,
  leaf_index          bigint,
  unique (instance_uid, version)
);

create index instance_by_study on instance (study_uid);
create index instance_by_series on instance (series_uid);
create unique index instance_by_leaf_index on instance (leaf_index) where leaf_index is not null;
create index instance_unlogged on instance (sequence) where leaf_index is null;

-- There is no state "in flight": what a process was sending when it ended is PENDING again.
create table delivery (
  instance_sequence integer not null references instance (sequence) on delete cascade,
  destination       text    not null,
  state             text    not null check (state in ('PENDING', 'DELIVERED', 'DEAD')),
  attempts          integer not null check (attempts >= 0),
  next_attempt_at   bigint  not null,
  last_status       integer,
  last_error        text,
  delivered_at      bigint,
  primary key (instance_sequence, destination)
) without rowid;

create index delivery_pending on delivery (destination, instance_sequence, next_attempt_at)
  where state = 'PENDING';
create index delivery_next_attempt on delivery (destination, next_attempt_at)
  where state = 'PENDING';
create index delivery_dead on delivery (instance_sequence, destination) where state = 'DEAD';

create table analysis (
  instance_sequence integer not null references instance (sequence) on delete cascade,
  kind              text    not null,
  state             text    not null check (state in ('PENDING', 'DONE', 'SKIPPED', 'FAILED')),
  result            text,
  updated_at        bigint  not null,
  primary key (instance_sequence, kind)
) without rowid;

create index analysis_pending on analysis (kind, instance_sequence) where state = 'PENDING';

-- One row, changed in the transaction that changes what it counts, so that a status costs one page.
create table counters (
  id        integer primary key check (id = 1),
  instances bigint not null,
  bytes     bigint not null,
  pending   bigint not null,
  delivered bigint not null,
  dead      bigint not null,
  unlogged  bigint not null
);

insert into counters values (1, 0, 0, 0, 0, 0, 0);
