package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Mask;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * By which mandate each account is debited. Mandates name no account: where a customer has one, it
 * is that; where he has several, nobody guesses, and finance says which is of which account.
 */
@ApplicationScoped
public class Mandates {
  /**
   * SQL: mandate {@code f} may be used, as far as its company says; not one that had lapsed when
   * another of its customer was used: 36 months without use (SEPA Direct Debit Core Scheme
   * Rulebook, EPC016-06).
   */
  static final String ACTIVE =
      """
      f.state = 'ACTIVE' and %1$s and not exists (
        select from contract_mandate z
         where z.identity_id = f.identity_id and z.state = 'ACTIVE' and %2$s
           and coalesce(f.last_used_on, f.signed_on) <= coalesce(z.last_used_on, z.signed_on) - interval '36 months')
      """
          .formatted(Sight.FACT_COUNTS, Sight.FACT_COUNTS.replace("f.", "z."));

  /**
   * SQL: the mandate of account {@code m}, of which {@code identity_id} and {@code account_key} are
   * known; no row if its customer has none, several of which nobody chose, or if the one that was
   * chosen is active no more: another never takes its place by itself.
   */
  public static final String OF_ACCOUNT =
      """
      (select f.source_key, f.iban, f.account_holder, f.creditor_id, f.signed_on, f.last_used_on, f.sequence_type
         from contract_mandate f
         left join lateral (select c.mandate_key from wave_mandate c join wave_member y on y.id = c.member_id
                             where c.identity_id = m.identity_id and y.account_key = m.account_key
                             order by c.chosen_at desc limit 1) k on true
        where f.identity_id = m.identity_id and %1$s
          and case when k.mandate_key is not null then f.source_key = k.mandate_key
                   else not exists (select from contract_mandate o
                                     where o.identity_id = f.identity_id and o.source_key <> f.source_key and %2$s) end
        limit 1)
      """
          .formatted(ACTIVE, ACTIVE.replace("f.", "o."));

  /** SQL: how many mandates of the customer of account {@code m} are active, and which. */
  static final String SEVERAL =
      """
      (select count(distinct f.source_key) as many, left(string_agg(f.source_key, ', ' order by f.source_key), 200) as keys
         from contract_mandate f where f.identity_id = m.identity_id and %s)
      """
          .formatted(ACTIVE);

  private static final int SHOWN = 50;

  private WaveFacts facts;
  private WaveSettings settings;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Mandates() {}

  /** Works with these. */
  @Inject
  public Mandates(WaveFacts facts, WaveSettings settings, BusinessClock clock, Audit audit) {
    this.facts = facts;
    this.settings = settings;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A mandate that is active.
   *
   * @param iban only its end
   */
  public record Mandate(
      long identityId,
      String key,
      String iban,
      String holder,
      LocalDate signedOn,
      LocalDate usedOn) {
    private Mandate masked() {
      return new Mandate(
          identityId,
          key,
          iban == null ? "" : Mask.sideBySide("iban", iban),
          holder,
          signedOn,
          usedOn);
    }
  }

  /**
   * An account that is debited, of a customer with several mandates, or of which the one that was
   * chosen is active no more.
   *
   * @param day on which it goes over; null without a wave
   * @param chosen key of its mandate; null while nobody chose
   * @param version of the choice; 0 while there is none
   * @param contracts products that are billed on it
   */
  public record Account(
      long memberId,
      String customer,
      String account,
      LocalDate day,
      MemberState state,
      String contracts,
      String chosen,
      String chosenBy,
      Instant chosenAt,
      int version,
      List<Mandate> mandates) {
    /** Copies the list. */
    public Account {
      mandates = List.copyOf(mandates);
    }

    /** Whether somebody can still choose: it did not go over. */
    public boolean isOpen() {
      return state != MemberState.OVER;
    }
  }

  /** An account without its mandates. */
  public record Row(
      long memberId,
      long identityId,
      String customer,
      String account,
      LocalDate day,
      MemberState state,
      String contracts,
      String chosen,
      String chosenBy,
      Instant chosenAt,
      int version) {
    Account with(List<Mandate> mandates) {
      return new Account(
          memberId, customer, account, day, state, contracts, chosen, chosenBy, chosenAt, version,
          mandates);
    }
  }

  /**
   * Accounts of customers with several mandates, or of which one was chosen, 50 at a time in the
   * order of their keys; that they were listed is written down.
   *
   * @param open only those of which nobody chose, or chose one that is active no more
   * @param after the member behind which the page begins; null for the first
   */
  public List<Account> of(long mergerId, boolean open, Long after, Staff by) {
    if (!facts.canPlan(mergerId)) {
      return List.of();
    }
    return facts.where(
        facts.run(mergerId),
        handle -> {
          var rows = rows(handle, mergerId, open, after == null ? 0 : after);
          var mandates = mandates(handle, rows.stream().map(Row::identityId).distinct().toList());
          audit.record(
              handle, by.id(), by.login(), "mandatesListed", "merger", mergerId, "" + rows.size());
          return rows.stream()
              .map(row -> row.with(mandates.getOrDefault(row.identityId(), List.of())))
              .toList();
        });
  }

  private static List<Row> rows(Handle handle, long mergerId, boolean open, long after) {
    return handle
        .createQuery(
            """
            select m.id as member_id, m.identity_id, i.source_key as customer, m.account_key as account, w.day, m.state,
                   (select string_agg(distinct f.product, ', ') from contract_contract f
                     where f.identity_id = m.identity_id and %1$s = m.account_key and %2$s) as contracts,
                   c.mandate_key as chosen, s.full_name as chosen_by, c.chosen_at, coalesce(c.version, 0) as version
              from wave_member m join customer_identity i on i.id = m.identity_id
              left join wave_wave w on w.id = m.wave_id
              left join wave_mandate c on c.member_id = m.id
              join lateral %3$s a on a.many > 1 or a.many = 1 and c.mandate_key is not null
              left join identity_staff s on s.id = c.chosen_by
             where m.merger_id = :merger and m.by_debit and m.state <> 'GONE' and m.id > :after
               and (not :open or m.state <> 'OVER' and not exists (select from %4$s n))
             order by m.id limit :most"""
                .formatted(WaveFacts.ACCOUNT_KEY, Sight.FACT_COUNTS, SEVERAL, OF_ACCOUNT))
        .bind("merger", mergerId)
        .bind("open", open)
        .bind("after", after)
        .bind("most", SHOWN)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  private static Map<Long, List<Mandate>> mandates(Handle handle, List<Long> identities) {
    return handle
        .createQuery(
            """
            select f.identity_id, f.source_key as key, f.iban, f.account_holder as holder, f.signed_on, f.last_used_on as used_on
              from contract_mandate f where f.identity_id = any(:identities) and %s
             order by coalesce(f.last_used_on, f.signed_on) desc nulls last, f.source_key"""
                .formatted(ACTIVE))
        .bindArray("identities", Long.class, identities)
        .map(ConstructorMapper.of(Mandate.class))
        .stream()
        .map(Mandate::masked)
        .collect(Collectors.groupingBy(Mandate::identityId));
  }

  /**
   * Says by which mandate an account is debited. What was handed over already changes with the next
   * correction.
   *
   * @param mandateKey of one that is active
   * @param version of the choice that was seen
   * @throws RuleBroken {@code wave.mandate-*}, {@code wave.member-unknown}: it is no mandate of
   *     this customer, somebody else chose meanwhile, or the account is over
   */
  public void choose(long mergerId, long memberId, String mandateKey, int version, Staff by) {
    facts.where(
        facts.run(mergerId),
        handle -> {
          settings.hold(handle, mergerId);
          var identity = identity(handle, mergerId, memberId);
          refuseUnknown(handle, identity, mandateKey);
          keep(handle, memberId, identity, mandateKey, version, by);
          clear(handle, memberId);
          audit.record(
              handle, by.id(), by.login(), "mandateChosen", "merger", mergerId, mandateKey);
          return null;
        });
  }

  private static long identity(Handle handle, long mergerId, long memberId) {
    var state =
        handle
            .createQuery(
                "select identity_id, state from wave_member where id = :id and merger_id = :merger")
            .bind("id", memberId)
            .bind("merger", mergerId)
            .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
            .findOne()
            .orElseThrow(() -> new RuleBroken("wave.member-unknown"));
    if (MemberState.OVER.name().equals(state.getValue())) {
      throw new RuleBroken("wave.mandate-over");
    }
    return state.getKey();
  }

  private static void refuseUnknown(Handle handle, long identity, String mandateKey) {
    var isThere =
        handle
            .createQuery(
                "select exists (select from contract_mandate f where f.identity_id = :identity and f.source_key = :key and %s)"
                    .formatted(ACTIVE))
            .bind("identity", identity)
            .bind("key", mandateKey)
            .mapTo(Boolean.class)
            .one();
    if (!isThere) {
      throw new RuleBroken("wave.mandate-unknown");
    }
  }

  private void keep(
      Handle handle, long memberId, long identity, String mandateKey, int version, Staff by) {
    var kept =
        handle
            .createUpdate(
                """
                insert into wave_mandate (member_id, identity_id, mandate_key, chosen_by, chosen_at, version)
                select :member, :identity, :key, :by, :at, 1
                 where :version = 0 or exists (select from wave_mandate where member_id = :member)
                on conflict (member_id) do update
                   set mandate_key = excluded.mandate_key, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at,
                       version = wave_mandate.version + 1
                 where wave_mandate.version = :version""")
            .bind("member", memberId)
            .bind("identity", identity)
            .bind("key", mandateKey)
            .bind("by", by.id())
            .bind("at", clock.now())
            .bind("version", version)
            .execute();
    if (kept == 0) {
      throw new RuleBroken("wave.mandate-changed");
    }
  }

  /** It no longer stops the account, also before the next look. */
  private void clear(Handle handle, long memberId) {
    handle
        .createUpdate(
            "update wave_guard_result set cleared_at = :at where member_id = :member and code = :code and cleared_at is null")
        .bind("at", clock.now())
        .bind("member", memberId)
        .bind("code", Guard.MANDATE_UNCLEAR)
        .execute();
  }
}
