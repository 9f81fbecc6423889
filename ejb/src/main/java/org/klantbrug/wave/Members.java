package org.klantbrug.wave;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** The members of waves in their table: read and written many at once. */
final class Members {
  /** Rows of one statement. */
  private static final int AT_ONCE = 20_000;

  private Members() {}

  /**
   * A member as it is kept.
   *
   * @param day of its wave; null if it has none
   */
  public record Row(
      long id,
      long identityId,
      String accountKey,
      long personId,
      Phase phase,
      Integer billingDay,
      boolean byDebit,
      String label,
      Split split,
      MemberState state,
      LocalDate day) {
    Account.Id account() {
      return new Account.Id(identityId, accountKey);
    }

    Standing standing() {
      return new Standing(
          phase,
          day,
          split == Split.BY_HAND,
          state == MemberState.RELEASED || state == MemberState.OVER);
    }

    /** Whether the plan says the same of it as before. */
    boolean isAs(Placement placement) {
      var account = placement.account();
      return state != MemberState.GONE
          && personId == account.personId()
          && phase == placement.phase()
          && Objects.equals(billingDay, account.billingDay())
          && byDebit == account.byDebit()
          && Objects.equals(label, account.label())
          && split == placement.split()
          && Objects.equals(day, placement.day());
    }

    /** Whether it goes on another day than before. */
    boolean goesElsewhere(Placement placement) {
      return state == MemberState.GONE || !Objects.equals(day, placement.day());
    }
  }

  static Map<Account.Id, Row> of(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select m.id, m.identity_id, m.account_key, m.person_id, m.phase, m.billing_day, m.by_debit, m.label, m.split,
                   m.state, w.day
              from wave_member m left join wave_wave w on w.id = m.wave_id where m.merger_id = :merger""")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(Row.class))
        .stream()
        .collect(Collectors.toMap(Row::account, Function.identity()));
  }

  /** Makes the waves that are not there, and puts these accounts into theirs. */
  static void put(Handle handle, long mergerId, List<Placement> placements) {
    waves(handle, mergerId, placements);
    for (var from = 0; from < placements.size(); from += AT_ONCE) {
      write(
          handle, mergerId, placements.subList(from, Math.min(from + AT_ONCE, placements.size())));
    }
  }

  private record Wave(Integer billingDay, LocalDate day) {}

  private static void waves(Handle handle, long mergerId, List<Placement> placements) {
    var phases =
        placements.stream()
            .filter(placement -> placement.day() != null)
            .collect(
                Collectors.toMap(
                    each -> new Wave(each.account().billingDay(), each.day()),
                    Placement::phase,
                    (one, other) -> one.compareTo(other) <= 0 ? one : other));
    var waves = List.copyOf(phases.keySet());
    handle
        .createUpdate(
            """
            insert into wave_wave (merger_id, billing_day, day, phase)
            select :merger, billing_day, day, phase
              from unnest(cast(:billingDays as smallint[]), cast(:days as date[]), cast(:phases as text[])) as given (billing_day, day, phase)
             order by day, billing_day
            on conflict (merger_id, billing_day, day) do nothing""")
        .bind("merger", mergerId)
        .bindArray("billingDays", Integer.class, waves.stream().map(Wave::billingDay).toList())
        .bindArray("days", String.class, waves.stream().map(w -> w.day().toString()).toList())
        .bindArray("phases", String.class, waves.stream().map(w -> phases.get(w).name()).toList())
        .execute();
  }

  private static void write(Handle handle, long mergerId, List<Placement> placements) {
    var update =
        handle
            .createUpdate(
                """
                insert into wave_member (merger_id, wave_id, identity_id, account_key, person_id, phase, billing_day, by_debit,
                       label, split)
                select :merger, w.id, g.identity_id, g.key, g.person_id, g.phase, g.billing_day, g.by_debit, g.label, g.split
                  from unnest(cast(:identities as bigint[]), cast(:keys as text[]), cast(:persons as bigint[]),
                              cast(:phases as text[]), cast(:billingDays as smallint[]), cast(:debits as boolean[]),
                              cast(:labels as text[]), cast(:splits as text[]), cast(:days as date[]))
                       as g (identity_id, key, person_id, phase, billing_day, by_debit, label, split, day)
                  left join wave_wave w on w.merger_id = :merger and w.billing_day = g.billing_day and w.day = g.day
                on conflict (merger_id, identity_id, account_key) do update
                   set wave_id = excluded.wave_id, person_id = excluded.person_id, phase = excluded.phase,
                       billing_day = excluded.billing_day, by_debit = excluded.by_debit, label = excluded.label,
                       split = excluded.split, version = wave_member.version + 1,
                       state = case when excluded.wave_id is null or wave_member.state = 'GONE' then 'PLANNED'
                                    when wave_member.state <> 'HELD' and wave_member.wave_id <> excluded.wave_id then 'MOVED'
                                    else wave_member.state end""")
            .bind("merger", mergerId);
    accounts(update, placements);
    texts(update, "phases", placements, each -> each.phase().name());
    texts(update, "splits", placements, each -> each.split() == null ? null : each.split().name());
    texts(update, "days", placements, each -> each.day() == null ? null : each.day().toString());
    update.execute();
  }

  private static void accounts(SqlStatement<?> update, List<Placement> placements) {
    var accounts = placements.stream().map(Placement::account).toList();
    update
        .bindArray("identities", Long.class, accounts.stream().map(Account::identityId).toList())
        .bindArray("keys", String.class, accounts.stream().map(Account::key).toList())
        .bindArray("persons", Long.class, accounts.stream().map(Account::personId).toList())
        .bindArray(
            "billingDays", Integer.class, accounts.stream().map(Account::billingDay).toList())
        .bindArray("debits", Boolean.class, accounts.stream().map(Account::byDebit).toList())
        .bindArray("labels", String.class, accounts.stream().map(Account::label).toList());
  }

  private static void texts(
      SqlStatement<?> update,
      String name,
      List<Placement> placements,
      Function<Placement, String> text) {
    update.bindArray(name, String.class, placements.stream().map(text).toList());
  }

  /** Notes of members that their plan changed; their wave is already the new one. */
  static void noteReplanned(Handle handle, Collection<Row> before, long staffId, Instant at) {
    handle
        .createUpdate(
            """
            insert into wave_event (member_id, at, staff_id, kind, from_wave, to_wave)
            select m.id, :at, :staff, 'REPLANNED', f.id, m.wave_id
              from unnest(cast(:ids as bigint[]), cast(:days as date[])) as g (id, day)
              join wave_member m on m.id = g.id
              left join wave_wave f on f.merger_id = m.merger_id and f.billing_day = m.billing_day and f.day = g.day""")
        .bind("at", at)
        .bind("staff", staffId)
        .bindArray("ids", Long.class, before.stream().map(Row::id).toList())
        .bindArray(
            "days",
            String.class,
            before.stream().map(row -> row.day() == null ? null : row.day().toString()).toList())
        .execute();
  }

  /** Takes accounts that no longer run out of their waves. */
  static void takeOut(Handle handle, Collection<Row> gone, long staffId, Instant at) {
    takeOut(handle, gone.stream().map(Row::id).toList(), null, staffId, at);
  }

  /** As {@link #takeOut(Handle, Collection, long, Instant)}, of those with these keys. */
  static void takeOut(Handle handle, List<Long> ids, String reason, long staffId, Instant at) {
    handle
        .createUpdate(
            """
            with gone as (
              select id, wave_id from wave_member where id = any(:ids)
            ), noted as (
              insert into wave_event (member_id, at, staff_id, kind, from_wave, reason)
              select id, :at, :staff, 'GONE', wave_id, :reason from gone
            )
            update wave_member m set state = 'GONE', wave_id = null, reason = coalesce(:reason, m.reason), version = version + 1
              from gone where gone.id = m.id""")
        .bindArray("ids", Long.class, ids)
        .bind("reason", reason)
        .bind("at", at)
        .bind("staff", staffId)
        .execute();
  }
}
