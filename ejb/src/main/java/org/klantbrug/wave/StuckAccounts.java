package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/**
 * Accounts on which a person must decide before a merger by waves can end: without a wave, held, or
 * moved too often.
 */
@ApplicationScoped
public class StuckAccounts {
  private static final String WHICH =
      """
      wave_member m left join wave_setting s on s.merger_id = m.merger_id
       where m.merger_id = :merger and m.state in ('PLANNED', 'MOVED', 'HELD')
         and (m.wave_id is null or m.state = 'HELD' or m.moves >= s.moves_before_task)""";

  private Database database;
  private Audit audit;

  /** For the container. */
  protected StuckAccounts() {}

  /** Works with these. */
  @Inject
  public StuckAccounts(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * An account.
   *
   * @param id its key in the waves
   * @param customerKey number of its customer at the acquired company
   * @param billingDay 1 to 31; null if nobody knows it
   * @param day of its wave; null without one
   * @param reason why it is held, or was moved
   * @param guards what stops it, in the order of their codes
   * @param decision what was asked for it and waits for finance; null if nothing was
   */
  public record Account(
      long id,
      String accountKey,
      String customerKey,
      Integer billingDay,
      LocalDate day,
      MemberState state,
      String reason,
      int moves,
      List<String> guards,
      Residuals.Kind decision) {
    /** Whether finance looks at it, and nobody else can decide. */
    public boolean isAsked() {
      return decision != null;
    }
  }

  /** How many there are. */
  public int count(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from " + WHICH)
                .bind("merger", mergerId)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * A page of them.
   *
   * @param after the last account of the page before; null for the first page
   */
  public List<Account> page(long mergerId, Long after, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var accounts = read(handle, mergerId, after, most);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "waveMembersListed",
              "merger",
              mergerId,
              "" + accounts.size());
          return accounts;
        });
  }

  private static List<Account> read(Handle handle, long mergerId, Long after, int most) {
    return handle
        .createQuery(
            """
            select m.id, m.account_key, i.source_key as customer_key, m.billing_day, w.day, m.state, m.reason, m.moves,
                   array(select distinct g.code from wave_guard_result g where g.member_id = m.id and %s order by 1) as guards,
                   (select r.kind from wave_residual r join wave_residual_account x on x.residual_id = r.id
                     where r.merger_id = m.merger_id and r.state = 'OPEN' and x.identity_id = m.identity_id
                       and x.account_key = m.account_key order by r.id limit 1) as decision
              from (select m.* from %s and m.id > :after) m
              join customer_identity i on i.id = m.identity_id
              left join wave_wave w on w.id = m.wave_id
             order by m.id limit :most"""
                .formatted(Waves.STOPS, WHICH))
        .bind("merger", mergerId)
        .bind("after", after == null ? 0 : after)
        .bind("most", most)
        .map(ConstructorMapper.of(Account.class))
        .list();
  }
}
