package org.klantbrug.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** The hand-overs of waves, in their table. */
final class HandOverRows {
  private HandOverRows() {}

  /** Who hands the same wave over waits until the end of the transaction; gives its merger. */
  static long hold(Handle handle, long waveId) {
    return handle
        .createQuery("select merger_id from wave_wave where id = :wave for no key update")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("wave.unknown", waveId));
  }

  /**
   * A wave.
   *
   * @param over whether its facts are live: until then they are as they were rehearsed
   */
  public record Wave(long mergerId, LocalDate day, boolean over) {}

  static Wave wave(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select merger_id, day, state = 'OVER' as over from wave_wave where id = :wave")
        .bind("wave", waveId)
        .map(ConstructorMapper.of(Wave.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("wave.unknown", waveId));
  }

  /** Key of the first hand-over of a wave that was not taken back. */
  static Optional<Long> first(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select id from billing_handover where wave_id = :wave and undone_at is null and about = 'ACCOUNTS' order by no limit 1")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .findOne();
  }

  /** Number of the next hand-over of a wave. */
  static int next(Handle handle, long waveId) {
    return handle
        .createQuery("select coalesce(max(no), 0) + 1 from billing_handover where wave_id = :wave")
        .bind("wave", waveId)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * A hand-over that is about to be made.
   *
   * @param cutoverId what carried the wave; null before
   * @param answerBy null if it is made as the wave goes
   * @param by null if nobody asked for it
   */
  record Making(
      long merger, long waveId, Long cutoverId, LocalDate answerBy, Instant at, Staff by) {}

  static long insert(Handle handle, Making making, int no) {
    return insert(handle, making, no, "ACCOUNTS");
  }

  /** A hand-over about a day that nobody collected. */
  static long insertCollection(Handle handle, Making making, int no) {
    return insert(handle, making, no, "COLLECTION");
  }

  private static long insert(Handle handle, Making making, int no, String about) {
    return handle
        .createUpdate(
            """
            insert into billing_handover (merger_id, wave_id, no, cutover_id, answer_by, made_at, made_by, named, about)
            values (:merger, :wave, :no, :cutover, :answerBy, :at, :by, true, :about)""")
        .bind("about", about)
        .bind("merger", making.merger())
        .bind("wave", making.waveId())
        .bind("no", no)
        .bind("cutover", making.cutoverId())
        .bind("answerBy", making.answerBy())
        .bind("at", making.at())
        .bind("by", making.by() == null ? null : making.by().id())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** What was handed over with a wave counts no longer, and stays readable. */
  static void undo(Handle handle, String table, long waveId, Instant at) {
    handle
        .createUpdate(
            "update %s set undone_at = :at where wave_id = :wave and undone_at is null"
                .formatted(table))
        .bind("at", at)
        .bind("wave", waveId)
        .execute();
  }

  /** Waves that are not over, of which accounts were handed over that left them since. */
  static List<Long> left(Handle handle) {
    return handle
        .createQuery(
            """
            select distinct x.id from wave_wave x join billing_account a on a.wave_id = x.id and a.undone_at is null
             where x.state <> 'OVER' and %s order by x.id"""
                .formatted(HandedOver.LEFT))
        .mapTo(Long.class)
        .list();
  }

  /** Waves with accounts that were let go and not handed over, though it is said what changes. */
  static List<Long> untold(Handle handle) {
    return handle
        .createQuery(
            """
            select distinct x.id from wave_wave x join wave_member w on w.wave_id = x.id and w.state = 'RELEASED'
             where x.state <> 'OVER' and %s and %s order by x.id"""
                .formatted(StopInTime.IS_NEEDED, StopInTime.UNTOLD))
        .mapTo(Long.class)
        .list();
  }
}
