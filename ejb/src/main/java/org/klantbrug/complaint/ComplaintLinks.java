package org.klantbrug.complaint;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** How complaints have to do with each other. */
final class ComplaintLinks {
  private ComplaintLinks() {}

  /**
   * Another complaint.
   *
   * @param kind as the complaint that is looked at sees it: PARENT, CHILD, RELATED, DUPLICATE, or
   *     FIRST for the one it is a duplicate of
   */
  public record Link(String kind, long id, String number, Stage stage, Instant receivedAt) {}

  static List<Link> of(Handle handle, long complaint, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select w.kind, k.id, k.number, k.stage, k.received_at
                  from (select other_id as id, case kind when 'CHILD' then 'PARENT' when 'DUPLICATE' then 'FIRST' else kind end as kind
                          from complaint_link where complaint_id = :complaint
                        union all
                        select complaint_id, kind from complaint_link where other_id = :complaint) w
                  join complaint_complaint k on k.id = w.id
                 where %s order by k.id
                """
                    .formatted(ComplaintRows.SEEN)))
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Link.class))
        .list();
  }

  static void add(
      Handle handle,
      Complaint complaint,
      LinkKind kind,
      String otherNumber,
      Staff by,
      Instant at,
      Sight sight) {
    var other = find(handle, otherNumber, sight);
    if (other == complaint.id()) {
      throw new RuleBroken("complaint.link-to-itself", complaint.number());
    }
    var linked = insert(handle, complaint, kind, other, by, at);
    if (linked == 0) {
      throw new RuleBroken("complaint.linked-already", otherNumber.strip());
    }
  }

  private static int insert(
      Handle handle, Complaint complaint, LinkKind kind, long other, Staff by, Instant at) {
    return handle
        .createUpdate(
            """
                insert into complaint_link (complaint_id, other_id, kind, linked_by, linked_at)
                select :complaint, :other, :kind, :by, :at
                 where not exists (select from complaint_link where complaint_id = :other and other_id = :complaint)
                on conflict do nothing""")
        .bind("complaint", complaint.id())
        .bind("other", other)
        .bind("kind", kind)
        .bind("by", by.id())
        .bind("at", at)
        .execute();
  }

  /** As {@link #add}; a link that is there already stays as it is. */
  static void addIfNew(
      Handle handle, Complaint complaint, LinkKind kind, long other, Staff by, Instant at) {
    insert(handle, complaint, kind, other, by, at);
  }

  static long find(Handle handle, String number, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select k.id from complaint_complaint k where k.number = upper(:number) and "
                    + ComplaintRows.SEEN))
        .bind("number", number == null ? "" : number.strip())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.number-not-there"));
  }
}
