package org.klantbrug.knowledge;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Pairs of published answers whose questions are alike, as rows. */
final class ContradictionRows {
  /** As alike as this, from 0 to 1, two questions want the same answer. */
  static final double ALIKE = 0.6;

  /** With the texts that were read beside each other, whatever the items say by now. */
  private static final String SELECT =
      """
      select c.id, c.one_id, coalesce(a.question_nl, a.question_en) as one, coalesce(a.answer_nl, a.answer_en) as one_answer,
             i.owner_id as one_owner_id, io.full_name as one_owner,
             c.other_id, coalesce(b.question_nl, b.question_en) as other, coalesce(b.answer_nl, b.answer_en) as other_answer,
             j.owner_id as other_owner_id, jo.full_name as other_owner,
             c.likeness, r.full_name as reported_by, c.why, c.found_at, c.state, c.reason, d.full_name as decided_by, c.ended_at,
             c.version
        from knowledge_contradiction c
        join knowledge_item i on i.id = c.one_id
        join identity_staff io on io.id = i.owner_id
        join knowledge_item_version a on a.item_id = c.one_id and a.version = c.one_text
        join knowledge_item j on j.id = c.other_id
        join identity_staff jo on jo.id = j.owner_id
        join knowledge_item_version b on b.item_id = c.other_id and b.version = c.other_text
        left join identity_staff r on r.id = c.reported_by
        left join identity_staff d on d.id = c.decided_by
      """;

  /** Rows {@code p} and {@code q} of two items that the same readers see in one language. */
  private static final String SAME_READERS =
      """
      q.language = p.language and q.audience = p.audience and q.company_id is not distinct from p.company_id
       and q.team_id is not distinct from p.team_id
       and (p.product is null or q.product is null or knowledge_plain(p.product) = knowledge_plain(q.product))
       and i.wave_id is not distinct from j.wave_id
       and knowledge_plain(p.answer) <> knowledge_plain(q.answer)
      """;

  private static final String BOTH_READ =
      TeamOnly.reads("i.team_id") + " and " + TeamOnly.reads("j.team_id");

  private ContradictionRows() {}

  static Contradiction read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where c.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Contradiction.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("knowledge.contradiction-unknown"));
  }

  /** As {@link #read}, until the end of the transaction nobody else decides. */
  static Contradiction hold(Handle handle, long id) {
    handle
        .createQuery("select id from knowledge_contradiction where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
    return read(handle, id);
  }

  /** As {@link #read}, for who may read both answers. */
  static Contradiction read(Handle handle, long id, Staff reader) {
    return TeamOnly.bind(handle.createQuery(SELECT + " where c.id = :id and " + BOTH_READ), reader)
        .bind("id", id)
        .map(ConstructorMapper.of(Contradiction.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("knowledge.contradiction-unknown"));
  }

  /** Those of which the reader may read both answers. */
  static List<Contradiction> list(Handle handle, boolean open, int most, Staff reader) {
    return TeamOnly.bind(
            handle.createQuery(
                "%s where (c.state = 'OPEN') = :open and %s order by c.found_at desc, c.id desc limit :most"
                    .formatted(SELECT, BOTH_READ)),
            reader)
        .bind("open", open)
        .bind("most", most)
        .map(ConstructorMapper.of(Contradiction.class))
        .list();
  }

  /**
   * Adds the pairs that are alike and were not looked at in these texts.
   *
   * @param item one of the two; 0 for any
   * @return keys of the pairs that are new
   */
  static List<Long> find(Handle handle, long item, Object today, Instant at) {
    handle.execute("set local pg_trgm.similarity_threshold = 0.3");
    return handle
        .createQuery(
            """
            insert into knowledge_contradiction (one_id, other_id, one_text, other_text, likeness, found_at, state)
            select least(n.item_id, n.other_id), greatest(n.item_id, n.other_id),
                   case when n.item_id < n.other_id then n.mine else n.theirs end,
                   case when n.item_id < n.other_id then n.theirs else n.mine end, n.likeness, :at, 'OPEN'
              from (select distinct on (least(p.item_id, q.item_id), greatest(p.item_id, q.item_id))
                           p.item_id, p.text_version as mine, q.item_id as other_id, q.text_version as theirs,
                           knowledge_likeness(p.language, p.question, q.question) as likeness
                      from knowledge_published p
                      join knowledge_published q on q.plain %% p.plain and q.item_id <> p.item_id
                      join knowledge_item i on i.id = p.item_id
                      join knowledge_item j on j.id = q.item_id
                     where (p.item_id = :item or :item = 0 and p.item_id < q.item_id)
                       and p.valid_until >= :today and q.valid_until >= :today and %s
                     order by least(p.item_id, q.item_id), greatest(p.item_id, q.item_id), likeness desc) n
             where n.likeness >= :alike
            on conflict do nothing returning id"""
                .formatted(SAME_READERS))
        .bind("item", item)
        .bind("today", today)
        .bind("at", at)
        .bind("alike", ALIKE)
        .mapTo(Long.class)
        .list();
  }

  /** Adds what a colleague reported of two published answers; what was kept is open again. */
  static List<Long> report(
      Handle handle, long one, long other, String why, Object today, Staff by, Instant at) {
    return TeamOnly.bind(
            handle.createQuery(
                """
            insert into knowledge_contradiction (one_id, other_id, one_text, other_text, likeness, reported_by, why, found_at, state)
            select distinct on (1) p.item_id, q.item_id, p.text_version, q.text_version,
                   knowledge_likeness(p.language, p.question, q.question), :by, :why, :at, 'OPEN'
              from knowledge_published p join knowledge_published q on q.item_id = :other and q.valid_until >= :today
             where p.item_id = :one and p.valid_until >= :today and %s and %s
             order by 1, p.language <> q.language, p.language desc
            on conflict (one_id, other_id, one_text, other_text) do update
               set state = 'OPEN', reported_by = :by, why = :why, found_at = :at, reason = null, decided_by = null,
                   ended_at = null, version = knowledge_contradiction.version + 1
             where knowledge_contradiction.state <> 'OPEN'
            returning id"""
                    .formatted(TeamOnly.reads("p.team_id"), TeamOnly.reads("q.team_id"))),
            by)
        .bind("one", Math.min(one, other))
        .bind("other", Math.max(one, other))
        .bind("why", why)
        .bind("today", today)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .list();
  }

  static void kept(Handle handle, long id, String reason, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update knowledge_contradiction
               set state = 'KEPT', reason = :reason, decided_by = :by, ended_at = :at, version = version + 1
             where id = :id""")
        .bind("id", id)
        .bind("reason", reason)
        .bind("by", by.id())
        .bind("at", at)
        .execute();
  }

  /** Ends what is open of texts that readers do not see any more. */
  static List<Long> end(Handle handle, Object today, Instant at) {
    return handle
        .createQuery(
            """
            update knowledge_contradiction c set state = 'OVER', ended_at = :at, version = version + 1
             where c.state = 'OPEN'
               and (not exists (select from knowledge_published p where p.item_id = c.one_id and p.text_version = c.one_text
                                   and p.valid_until >= :today)
                    or not exists (select from knowledge_published p where p.item_id = c.other_id
                                      and p.text_version = c.other_text and p.valid_until >= :today))
            returning id""")
        .bind("at", at)
        .bind("today", today)
        .mapTo(Long.class)
        .list();
  }
}
