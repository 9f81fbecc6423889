package org.klantbrug.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Items as they are stored. */
final class ItemRows {
  private static final String SELECT =
      """
      select i.id, i.merger_id, m.name as merger_name, i.code, i.title, i.role_code as role, i.required, i.owner_id,
             o.full_name as owner, i.due_on, i.state, i.evidence, d.full_name as done_by, i.done_at, i.reason,
             i.asked_by as asked_by_id, a.full_name as asked_by, c.full_name as confirmed_by, i.version
        from programme_item i
        join merger_merger m on m.id = i.merger_id
        left join identity_staff o on o.id = i.owner_id
        left join identity_staff d on d.id = i.done_by
        left join identity_staff a on a.id = i.asked_by
        left join identity_staff c on c.id = i.confirmed_by
      """;

  private ItemRows() {}

  /** Those of a merger: what must be done first on top, what is over last. */
  static List<Item> of(Handle handle, long merger) {
    return handle
        .createQuery(
            SELECT
                + " where i.merger_id = :merger order by i.state in ('DONE', 'NOT_APPLICABLE', 'ENDED'), i.due_on, i.id")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Item.class))
        .list();
  }

  static Optional<Item> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where i.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Item.class))
        .findOne();
  }

  /** Open items of mergers that are over, held. */
  static List<Item> ofWhatIsOver(Handle handle) {
    return handle
        .createQuery(
            SELECT
                + " where i.state in ('OPEN', 'ASKED') and i.merger_id in (select merger_id from programme_over)"
                + " order by i.id for update of i")
        .map(ConstructorMapper.of(Item.class))
        .list();
  }

  static void ended(Handle handle, long id) {
    handle
        .createUpdate(
            "update programme_item set state = 'ENDED', version = version + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  /** Whether somebody else put it into the hands of its owner. */
  static boolean wasGivenByAnother(Handle handle, Item item, Staff owner) {
    return handle
        .createQuery(
            """
            select coalesce((select staff_id from programme_item_event where item_id = :id and kind = 'GIVEN'
                              order by id desc limit 1) <> :owner, true)""")
        .bind("id", item.id())
        .bind("owner", owner.id())
        .mapTo(Boolean.class)
        .one();
  }

  static Item hold(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where i.id = :id for update of i")
        .bind("id", id)
        .map(ConstructorMapper.of(Item.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("programme.item-unknown", id));
  }

  static long add(
      Handle handle,
      long merger,
      String code,
      String title,
      String role,
      boolean required,
      LocalDate due) {
    return handle
        .createQuery(
            """
            insert into programme_item (merger_id, code, title, role_code, required, due_on)
            values (:merger, :code, :title, :role, :required, :due) returning id""")
        .bind("merger", merger)
        .bind("code", code)
        .bind("title", title)
        .bind("role", role)
        .bind("required", required)
        .bind("due", due)
        .mapTo(Long.class)
        .one();
  }

  static void give(Handle handle, long id, long owner) {
    handle
        .createUpdate(
            "update programme_item set owner_id = :owner, version = version + 1 where id = :id")
        .bind("owner", owner)
        .bind("id", id)
        .execute();
  }

  static void move(Handle handle, long id, LocalDate due) {
    handle
        .createUpdate(
            "update programme_item set due_on = :due, version = version + 1 where id = :id")
        .bind("due", due)
        .bind("id", id)
        .execute();
  }

  static void done(Handle handle, long id, String evidence, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update programme_item set state = 'DONE', evidence = :evidence, done_by = :by, done_at = :at, version = version + 1
             where id = :id""")
        .bind("evidence", evidence)
        .bind("by", by.id())
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /** It is to be done again, or applies after all. */
  static void reopen(Handle handle, long id) {
    handle
        .createUpdate(
            """
            update programme_item set state = 'OPEN', done_by = null, done_at = null, reason = null, asked_by = null,
                   confirmed_by = null, version = version + 1
             where id = :id""")
        .bind("id", id)
        .execute();
  }

  /** It does not apply, or a second person must say so. */
  static void notApplicable(Handle handle, long id, Item.State state, String why, Staff by) {
    handle
        .createUpdate(
            """
            update programme_item set state = :state, reason = :why, asked_by = :by, version = version + 1 where id = :id""")
        .bind("state", state)
        .bind("why", why)
        .bind("by", by.id())
        .bind("id", id)
        .execute();
  }

  static void confirmed(Handle handle, long id, Staff by) {
    handle
        .createUpdate(
            """
            update programme_item set state = 'NOT_APPLICABLE', confirmed_by = :by, version = version + 1 where id = :id""")
        .bind("by", by.id())
        .bind("id", id)
        .execute();
  }

  static void note(Handle handle, long id, ItemEvent.Kind kind, String note, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            insert into programme_item_event (item_id, at, staff_id, kind, note) values (:id, :at, :by, :kind, :note)""")
        .bind("id", id)
        .bind("at", at)
        .bind("by", by.id())
        .bind("kind", kind)
        .bind("note", note)
        .execute();
  }

  static List<ItemEvent> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select e.at, s.full_name as who, e.kind, e.note from programme_item_event e
              join identity_staff s on s.id = e.staff_id where e.item_id = :id order by e.id desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(ItemEvent.class))
        .list();
  }
}
