package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** Accounts that were handed over to the new billing, and how far each is. */
@ApplicationScoped
public class BillingAccounts {
  private static final int SHOWN = 50;

  private Database database;
  private Audit audit;

  /** For the container. */
  protected BillingAccounts() {}

  /** Reads this database. */
  @Inject
  public BillingAccounts(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * A wave of which accounts were handed over.
   *
   * @param over whether it went over
   * @param answerBy last day on which both sides can accept, so that an account goes with it; null
   *     if it was handed over as it went
   * @param noStart accounts that the new billing did not accept yet
   * @param noStop accounts that the old company did not accept yet
   * @param alone accounts that the new billing accepted and the old company did not: both may debit
   * @param silent answers that are missing of accounts that ended, or that a side is to collect
   */
  public record OfWave(
      long waveId,
      LocalDate day,
      int billingDay,
      boolean over,
      LocalDate answerBy,
      long accounts,
      long held,
      long noStart,
      long noStop,
      long refused,
      long alone,
      long live,
      long silent) {}

  /** How an account stands. */
  public enum Show {
    /** All. */
    ALL("true"),
    /** Kept out of the files. */
    HELD("a.state = 'HELD'"),
    /** Refused by a side. */
    REFUSED("(a.start_answer = 'REFUSED' or a.stop_answer = 'REFUSED')"),
    /** Not answered by a side. */
    SILENT("a.state <> 'HELD' and (a.start_answer is null or a.stop_answer is null)"),
    /** Started, and not stopped. */
    ALONE("a.start_answer = 'ACCEPTED' and a.stop_answer is distinct from 'ACCEPTED'"),
    /** Accepted by both. */
    LIVE("a.state in ('BOTH_CONFIRMED', 'LIVE')");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }
  }

  /** An account. */
  public record Account(
      long memberId,
      String customer,
      String account,
      String state,
      String heldBecause,
      String startAnswer,
      String startReason,
      String stopAnswer,
      String stopReason,
      BigDecimal amount,
      boolean byDebit) {}

  /**
   * The waves of a merger that were handed over, the earliest first; also those that every account
   * left since, as both sides must hear that.
   */
  public List<OfWave> waves(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select w.id as wave_id, w.day, w.billing_day, w.state = 'OVER' or w.process_id is null as over,
                           (select min(h.answer_by) from billing_handover h where h.wave_id = w.id and h.undone_at is null) as answer_by,
                           count(a.member_id) as accounts,
                           count(*) filter (where a.state = 'HELD') as held,
                           count(*) filter (where a.state <> 'HELD' and a.start_answer is distinct from 'ACCEPTED') as no_start,
                           count(*) filter (where a.state <> 'HELD' and a.stop_answer is distinct from 'ACCEPTED') as no_stop,
                           count(*) filter (where %s) as refused, count(*) filter (where %s) as alone,
                           count(*) filter (where a.state = 'LIVE') as live,
                           (select count(*) from billing_asked q join billing_handover h on h.id = q.handover_id
                             where h.wave_id = w.id and %s) as silent
                      from wave_wave w left join billing_account a on a.wave_id = w.id and a.undone_at is null
                     where w.merger_id = :merger and exists (select from billing_handover h where h.wave_id = w.id)
                     group by w.id order by w.day, w.id"""
                        .formatted(Show.REFUSED.condition, Show.ALONE.condition, Asked.WAITS))
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(OfWave.class))
                .list());
  }

  /**
   * Accounts of a wave, in their order; that they were shown is written down.
   *
   * @param after the member behind which the page begins; null for the first
   */
  public List<Account> page(long waveId, Show show, Long after, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "billingAccountsListed", "wave", waveId, show.name());
          return handle
              .createQuery(
                  """
                  select a.member_id, i.source_key as customer, a.account_key as account, a.state, a.held_because, a.start_answer,
                         a.start_reason, a.stop_answer, a.stop_reason, a.amount, a.by_debit
                    from billing_account a join customer_identity i on i.id = a.identity_id
                   where a.wave_id = :wave and a.undone_at is null and a.member_id > :after and %s
                   order by a.member_id limit :most"""
                      .formatted(show.condition))
              .bind("wave", waveId)
              .bind("after", after == null ? 0 : after)
              .bind("most", SHOWN)
              .map(ConstructorMapper.of(Account.class))
              .list();
        });
  }

  /**
   * Who bills and debits a customer, for the page of a customer.
   *
   * @param from the day from which we do
   * @param dunning whether reminders may be sent
   */
  public record Billed(
      String account,
      String state,
      boolean byDebit,
      LocalDate from,
      BigDecimal amount,
      String iban,
      String creditorId,
      DebitState debit,
      boolean dunning) {}

  /** The accounts of a party that were handed over, as far as they may be seen. */
  public List<Billed> of(long partyId, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        """
                        select a.account_key as account, a.state, a.by_debit, a.first_debit_on as "from", a.amount, a.iban,
                               a.creditor_id, a.debit_state as debit, a.dunning_from is not null as dunning
                          from billing_account a where a.identity_id in %s and a.undone_at is null
                         order by a.first_debit_on, a.member_id"""
                            .formatted(Sight.IDENTITIES_OF_PARTY)))
                .bind("party", partyId)
                .map(ConstructorMapper.of(Billed.class))
                .list());
  }
}
