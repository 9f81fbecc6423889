package org.klantbrug.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.wave.Mandates;
import org.klantbrug.wave.WaveFacts;

/** What is handed over with a wave, written set by set. */
final class HandedOver {
  private static final String V = Sight.FACT_COUNTS.replace("f.", "v.");

  /** SQL: the account of member {@code w} of wave {@code x}, as it is now. */
  private static final String NOW =
      """
      select w.id as member_id, w.merger_id, w.wave_id, w.identity_id, w.account_key, w.by_debit,
             case when exists (select from contract_contract f
                                 join contract_invoice v on v.identity_id = f.identity_id and (v.contract_key is null or v.contract_key = f.source_key)
                                  and %7$s
                                where f.identity_id = w.identity_id and %1$s = w.account_key and %2$s
                                  and (v.state = 'PAID' or v.paid_on is not null) and v.period_from <= x.day and v.period_to >= x.day)
                  then cast(x.day + interval '1 month' as date) else x.day end as first_debit_on,
             coalesce((select b.amount from billing_bill b where b.merger_id = w.merger_id and b.identity_id = w.identity_id
                          and b.account_key = w.account_key),
                      (select sum(f.monthly_amount) from contract_contract f
                        where f.identity_id = w.identity_id and %1$s = w.account_key and f.state is distinct from 'ENDED' and %2$s)) as amount,
             (select coalesce(g.new_value, g.old_value) from billing_change g where g.sheet_id = s.id and g.subject = 'IBAN') as iban,
             (select coalesce(g.new_value, g.old_value) from billing_change g where g.sheet_id = s.id and g.subject = 'CREDITOR_ID')
               as creditor_id,
             n.source_key as mandate_key, n.iban as mandate_iban,
             exists (select from %4$s and %5$s) as differs
        from wave_member w join wave_wave x on x.id = w.wave_id
        left join lateral (select %3$s as id) s on true
        left join lateral %6$s n on w.by_debit
       where w.wave_id = :wave and w.state in ('RELEASED', 'OVER')
      """
          .formatted(
              WaveFacts.ACCOUNT_KEY,
              Sight.FACT_COUNTS,
              SheetRows.LAST_CONFIRMED_OF_MEMBER,
              Arrangements.OF_ACCOUNT.replace("m.", "w."),
              Arrangements.DIFFERS,
              Mandates.OF_ACCOUNT.replace("m.", "w."),
              V);

  /**
   * SQL: who collects each bill of the accounts. One that names no contract is of one account: who
   * has it keeps it, else the first of those that go.
   */
  private static final String OWNED =
      """
      select distinct on (a.identity_id, v.source_key) a.member_id, a.merger_id, v.source_key as invoice_key, a.identity_id, v.amount, v.open_amount,
             case when v.state = 'PAID' or v.paid_on is not null or v.state = 'WRITTEN_OFF' or v.open_amount = 0 then 'NOBODY'
                  when r.id is not null then 'NEW' else :openInvoices end as owner,
             case when v.state = 'WRITTEN_OFF' then 'WRITTEN_OFF'
                  when v.state = 'PAID' or v.paid_on is not null or v.open_amount = 0 then 'PAID'
                  when r.id is not null then 'ARRANGEMENT' else 'BILLED_BEFORE' end as reason
        from billing_account a
        join contract_contract f on f.identity_id = a.identity_id and %1$s = a.account_key and %2$s
        join contract_invoice v on v.identity_id = a.identity_id and (v.contract_key is null or v.contract_key = f.source_key) and %3$s
        left join contract_arrangement r
          on r.identity_id = a.identity_id and r.invoice_key = v.source_key and r.state = 'RUNNING' and %4$s
        left join billing_invoice_owner o on o.member_id = a.member_id and o.invoice_key = v.source_key
       where a.wave_id = :wave and a.undone_at is null
       order by a.identity_id, v.source_key, o.member_id, a.state = 'HELD', a.account_key, r.id
      """
          .formatted(
              WaveFacts.ACCOUNT_KEY, Sight.FACT_COUNTS, V, Sight.FACT_COUNTS.replace("f.", "r."));

  /** SQL: account {@code a} is not in the wave any more with which it was handed over. */
  static final String LEFT =
      "not exists (select from wave_member w where w.id = a.member_id and w.wave_id = a.wave_id and w.state in ('RELEASED', 'OVER'))";

  /** SQL: account {@code a} is with us; where all go over at once, since it was let go. */
  private static final String IS_OVER =
      """
      (a.first_debit_on <= :today and exists (
         select from wave_member w join wave_wave x on x.id = w.wave_id
          where w.id = a.member_id and (w.state = 'OVER' or x.process_id is null)))""";

  /** SQL: lines that differ from those that were handed over last. */
  private static final String TOLD =
      """
      with now as materialized (%s), last as materialized (
        select distinct on (l.member_id, l.side, l.kind, l.row_key) l.member_id, l.identity_id, l.side, l.kind, l.row_key,
               l.change, l.line
          from billing_handover_line l join billing_handover h on h.id = l.handover_id
         where h.wave_id = :wave and h.undone_at is null and h.about = 'ACCOUNTS'
         order by l.member_id, l.side, l.kind, l.row_key, l.handover_id desc
      ), told as (
        select coalesce(n.member_id, o.member_id) as member_id, coalesce(n.identity_id, o.identity_id) as identity_id,
               coalesce(n.side, o.side) as side, coalesce(n.kind, o.kind) as kind, coalesce(n.row_key, o.row_key) as row_key,
               case when n.line is null then 'ENDED' when o.line is null or o.change = 'ENDED' then 'NEW' else 'CHANGED' end as change,
               coalesce(n.line, o.line) as line
          from now n full join last o
            on o.member_id = n.member_id and o.side = n.side and o.kind = n.kind and o.row_key = n.row_key
         where n.line is distinct from o.line and (n.line is not null or o.change <> 'ENDED')
            or n.line is not null and o.change = 'ENDED'
      )
      """
          .formatted(HandOverLines.all());

  private HandedOver() {}

  /** Notes the accounts of a wave and who collects their bills. */
  static void accounts(Handle handle, long waveId, BillingSetting setting) {
    handle
        .createUpdate(
            """
            insert into billing_account (member_id, merger_id, wave_id, identity_id, account_key, by_debit, first_debit_on, amount,
                   iban, creditor_id, mandate_key, mandate_iban, state, held_because)
            select member_id, merger_id, wave_id, identity_id, account_key, by_debit, first_debit_on, amount, iban, creditor_id,
                   mandate_key, mandate_iban, case when differs then 'HELD' else 'HANDED_OVER' end,
                   case when differs then 'billing.held.arrangement' end
              from (%s) now
            on conflict (member_id) do update
               set wave_id = excluded.wave_id, first_debit_on = excluded.first_debit_on, amount = excluded.amount,
                   iban = excluded.iban, creditor_id = excluded.creditor_id, mandate_key = excluded.mandate_key,
                   mandate_iban = excluded.mandate_iban, state = excluded.state, held_because = excluded.held_because,
                   start_answer = null, start_reason = null, start_at = null, stop_answer = null, stop_reason = null,
                   stop_at = null, live_at = null, dunning_from = null, undone_at = null, version = billing_account.version + 1
             where billing_account.undone_at is not null"""
                .formatted(NOW))
        .bind("wave", waveId)
        .execute();
    owners(handle, waveId, setting);
  }

  /** Notes what changed of accounts that were handed over, and who can go that could not. */
  static void again(Handle handle, long waveId, BillingSetting setting) {
    handle
        .createUpdate(
            """
            update billing_account a
               set amount = now.amount, iban = now.iban, creditor_id = now.creditor_id, mandate_key = now.mandate_key,
                   mandate_iban = now.mandate_iban, version = a.version + 1,
                   state = case when a.state = 'HELD' and not now.differs then 'HANDED_OVER' else a.state end,
                   held_because = case when a.state = 'HELD' and not now.differs then null else a.held_because end
              from (%s) now
             where a.member_id = now.member_id and a.undone_at is null"""
                .formatted(NOW))
        .bind("wave", waveId)
        .execute();
    owners(handle, waveId, setting);
  }

  private static void owners(Handle handle, long waveId, BillingSetting setting) {
    handle
        .createUpdate(
            """
            insert into billing_invoice_owner (member_id, merger_id, invoice_key, identity_id, owner, reason, amount, open_amount)
            select member_id, merger_id, invoice_key, identity_id, owner, reason, amount, open_amount from (%s) o
            on conflict (merger_id, identity_id, invoice_key) do update
               set member_id = excluded.member_id, owner = excluded.owner, reason = excluded.reason, amount = excluded.amount,
                   open_amount = excluded.open_amount
             where billing_invoice_owner.member_id = excluded.member_id and billing_invoice_owner.reason <> 'PAID'
                or exists (select from billing_account b where b.member_id = billing_invoice_owner.member_id
                              and b.undone_at is not null)"""
                .formatted(OWNED))
        .bind("wave", waveId)
        .bind("openInvoices", setting.openInvoices())
        .execute();
  }

  /** Whether there is anything that both sides were not told. */
  static boolean differs(Handle handle, long waveId) {
    return handle
        .createQuery(TOLD + "select exists (select from told)")
        .bind("wave", waveId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Writes the lines that differ from those that were handed over last; gives how many. */
  static int lines(Handle handle, long handoverId, long waveId) {
    return handle
        .createUpdate(
            TOLD
                + """
                insert into billing_handover_line (handover_id, side, no, member_id, identity_id, kind, row_key, change, line)
                select :handover, side, row_number() over (partition by side order by member_id, kind, row_key), member_id,
                       identity_id, kind, row_key, change, line from told""")
        .bind("wave", waveId)
        .bind("handover", handoverId)
        .execute();
  }

  /** What a side said of an older file does not count for what a newer one tells it. */
  static void askAnew(Handle handle, long handoverId) {
    for (var side : Side.values()) {
      handle
          .createUpdate(
              """
              update billing_account a
                 set %1$s_answer = null, %1$s_reason = null, %1$s_at = null, live_at = null, version = a.version + 1,
                     state = case when a.state in ('BOTH_CONFIRMED', 'LIVE') then 'HANDED_OVER' else a.state end
               where a.undone_at is null and a.%1$s_answer is not null
                 and a.member_id in (select l.member_id from billing_handover_line l where l.handover_id = :handover and l.side = :side)"""
                  .formatted(side.name().toLowerCase(Locale.ROOT)))
          .bind("handover", handoverId)
          .bind("side", side)
          .execute();
    }
  }

  /**
   * Ends all that was told of accounts that count no longer, and of no others: whatever their facts
   * say, and wherever these are.
   */
  static void ended(Handle handle, long handoverId, long waveId) {
    handle
        .createUpdate(
            """
            insert into billing_handover_line (handover_id, side, no, member_id, identity_id, kind, row_key, change, line)
            select :handover, side, row_number() over (partition by side order by member_id, kind, row_key), member_id,
                   identity_id, kind, row_key, 'ENDED', line
              from (
                select distinct on (l.member_id, l.side, l.kind, l.row_key) l.*
                  from billing_handover_line l join billing_handover h on h.id = l.handover_id
                  join billing_account a on a.member_id = l.member_id and (a.undone_at is not null or a.wave_id <> :wave)
                 where h.wave_id = :wave and h.undone_at is null and h.about = 'ACCOUNTS'
                 order by l.member_id, l.side, l.kind, l.row_key, l.handover_id desc) o
             where change <> 'ENDED'""")
        .bind("wave", waveId)
        .bind("handover", handoverId)
        .execute();
  }

  /** Accounts that left the wave count no longer; gives how many. */
  static int leave(Handle handle, long waveId, Instant at) {
    return handle
        .createUpdate(
            """
            update billing_account a set undone_at = :at, version = version + 1
             where a.wave_id = :wave and a.undone_at is null and %s"""
                .formatted(LEFT))
        .bind("at", at)
        .bind("wave", waveId)
        .execute();
  }

  /** Whether an account of the wave still counts. */
  static boolean isAny(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select exists (select from billing_account where wave_id = :wave and undone_at is null)")
        .bind("wave", waveId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Who was accepted by both is confirmed, and live once he went over and his day has come.
   *
   * @param mergerId null for all mergers
   */
  static void ready(Handle handle, Long mergerId, LocalDate today, Instant at) {
    handle
        .createUpdate(
            """
            update billing_account a
               set state = case when %1$s then 'LIVE' else 'BOTH_CONFIRMED' end,
                   live_at = case when %1$s then cast(:at as timestamptz) end, version = version + 1
             where (cast(:merger as bigint) is null or merger_id = :merger) and undone_at is null
               and start_answer = 'ACCEPTED' and stop_answer = 'ACCEPTED'
               and (state = 'HANDED_OVER' or state = 'BOTH_CONFIRMED' and %1$s)"""
                .formatted(IS_OVER))
        .bind("merger", mergerId)
        .bind("today", today)
        .bind("at", at)
        .execute();
  }

  /** Whether accounts of the wave could not be handed over. */
  static boolean held(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select exists (select from billing_account where wave_id = :wave and state = 'HELD' and undone_at is null)")
        .bind("wave", waveId)
        .mapTo(Boolean.class)
        .one();
  }
}
