package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;

/**
 * The accounts of a customer who objects, under whatever number the company knows him: stopped at
 * once, also in a wave that was let go; free when he goes along after all; out of the plan when he
 * leaves. All of it in the transaction of its cause, which waits for whoever plans, decides or
 * carries, and is waited for by them.
 */
@ApplicationScoped
public class ObjectedAccounts {
  private static final String CODE = Guard.G03_OBJECTION_OPEN.name();
  private static final String KIND = "OBJECTION";

  /** SQL: member {@code m} is of the person whose identity objects. */
  private static final String HIS =
      "m.merger_id = :merger and m.person_id in (select h.person_id from wave_member h"
          + " where h.merger_id = :merger and h.identity_id = :identity)";

  private WaveSettings settings;
  private WaveMoves moves;
  private BusinessClock clock;

  /** For the container. */
  protected ObjectedAccounts() {}

  /** Works with these. */
  @Inject
  public ObjectedAccounts(WaveSettings settings, WaveMoves moves, BusinessClock clock) {
    this.settings = settings;
    this.moves = moves;
    this.clock = clock;
  }

  /** A member that was let go, and the wave with which it would go. */
  public record Released(long id, long waveId) {}

  /**
   * Nobody plans, moves, decides or carries until the end of the transaction; nothing if none of
   * his accounts is planned. To be called before anything else is held.
   */
  public void hold(Handle handle, long mergerId, long identityId) {
    if (isPlanned(handle, mergerId, identityId)) {
      settings.hold(handle, mergerId);
    }
  }

  private static boolean isPlanned(Handle handle, long mergerId, long identityId) {
    return handle
        .createQuery(
            "select exists (select from wave_member where merger_id = :merger and identity_id = :identity)")
        .bind("merger", mergerId)
        .bind("identity", identityId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether an account of his went over already; asked of whoever holds. */
  public boolean wentOver(Handle handle, long mergerId, long identityId) {
    return handle
        .createQuery(
            "select exists (select from wave_member m where m.state = 'OVER' and " + HIS + ")")
        .bind("merger", mergerId)
        .bind("identity", identityId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Stops his accounts: who was let go leaves his wave for the next one with room.
   *
   * @param number of the objection, which shows why
   */
  public void stop(Handle handle, long mergerId, long identityId, String number) {
    if (!isPlanned(handle, mergerId, identityId)) {
      return;
    }
    released(handle, mergerId, identityId).stream()
        .collect(
            Collectors.groupingBy(
                Released::waveId, Collectors.mapping(Released::id, Collectors.toList())))
        .forEach((wave, ids) -> moves.takeFrom(handle, mergerId, wave, ids, number));
    handle
        .createUpdate(
            """
            insert into wave_guard_result (wave_id, member_id, code, evidence_kind, evidence_key, found_at, checked_at)
            select m.wave_id, m.id, :code, :kind, :number, :at, :at from wave_member m
             where m.wave_id is not null and m.state in ('PLANNED', 'HELD', 'MOVED') and %s
            on conflict do nothing"""
                .formatted(HIS))
        .bind("code", CODE)
        .bind("kind", KIND)
        .bind("number", number)
        .bind("at", clock.now())
        .bind("merger", mergerId)
        .bind("identity", identityId)
        .execute();
  }

  private static List<Released> released(Handle handle, long mergerId, long identityId) {
    return handle
        .createQuery(
            "select m.id, m.wave_id from wave_member m where m.state = 'RELEASED' and "
                + HIS
                + " order by m.id for no key update of m")
        .bind("merger", mergerId)
        .bind("identity", identityId)
        .map(ConstructorMapper.of(Released.class))
        .list();
  }

  /** The objection stops his accounts no longer. */
  public void goOn(Handle handle, long mergerId, long identityId, String number) {
    handle
        .createUpdate(
            """
            update wave_guard_result g set cleared_at = :at from wave_member m
             where m.id = g.member_id and g.code = :code and g.evidence_key = :number and g.cleared_at is null and %s"""
                .formatted(HIS))
        .bind("at", clock.now())
        .bind("merger", mergerId)
        .bind("identity", identityId)
        .bind("code", CODE)
        .bind("number", number)
        .execute();
  }

  /** He leaves: his accounts are in no wave any more. Planning again leaves them out too. */
  public void leave(Handle handle, long mergerId, long identityId, String number, Staff by) {
    goOn(handle, mergerId, identityId, number);
    var leaving =
        handle
            .createQuery(
                "select m.id from wave_member m where m.state in ('PLANNED', 'HELD', 'MOVED', 'RELEASED') and "
                    + HIS
                    + " order by m.id")
            .bind("merger", mergerId)
            .bind("identity", identityId)
            .mapTo(Long.class)
            .list();
    Members.takeOut(handle, leaving, number, by.id(), clock.now());
  }
}
