package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Files that people add to something. Each is judged by its content, and closed until a scanner
 * found nothing in it or a person answers for it. Whether somebody may see the subject is for the
 * caller to say.
 */
@ApplicationScoped
public class Attachments {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /** What may wait in forms that customers did not send yet, all together, in bytes. */
  private static final long MOST_UNSENT = 2L << 30;

  /** What one colleague may have waiting in such forms, in bytes: nobody takes another's room. */
  private static final long MOST_UNSENT_OF_ONE = 256L << 20;

  private static final String ROW =
      """
      select f.id, f.subject_kind, f.subject_id, f.name, f.size, f.sha256, f.detected_type, f.state, f.found,
             a.full_name as added_by, f.added_at, d.full_name as decided_by, f.decided_at, f.reason,
             e.full_name as emptied_by, f.emptied_at
        from attachment_file f
        left join identity_staff a on a.id = f.added_by
        left join identity_staff d on d.id = f.decided_by
        left join identity_staff e on e.id = f.emptied_by
      """;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private BlobStore blobs;

  /** For the container. */
  protected Attachments() {}

  /** Works with these. */
  @Inject
  public Attachments(Database database, BusinessClock clock, Audit audit, BlobStore blobs) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.blobs = blobs;
  }

  /** How much may be added. */
  public Limits limits() {
    return database.with(Limits::read);
  }

  /** The files that are there, in the order in which they came. */
  public List<Attachment> in(Place place) {
    return database.with(
        handle ->
            place
                .bindTo(handle.createQuery(ROW + " where " + Place.HERE + " order by f.id"))
                .map(ConstructorMapper.of(Attachment.class))
                .list());
  }

  /**
   * What is known of one file.
   *
   * @throws RuleBroken if there is none, or its form is not accepted yet
   */
  public Attachment read(long id) {
    return database.with(handle -> read(handle, id));
  }

  static Attachment read(Handle handle, long id) {
    return handle
        .createQuery(ROW + " where f.id = :id and f.subject_id is not null")
        .bind("id", id)
        .map(ConstructorMapper.of(Attachment.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("attachment.unknown"));
  }

  /**
   * Takes a file in. It cannot be opened before it was scanned.
   *
   * @param by who adds it; null for a customer
   * @return its key
   * @throws RuleBroken if it is of a type that is not taken, or too much
   */
  public long add(Place place, Upload upload, Staff by) {
    var name = FileName.cleaned(upload.name());
    return database.inTransaction(
        handle -> {
          var limits = Limits.read(handle);
          limits.check(name, upload.size(), there(handle, place, by));
          refuseFlood(handle, place, by);
          var content = content(upload, limits.mostBytes());
          limits.check(name, content.length, there(handle, place, by));
          var id = keep(handle, place, upload, name, content, by);
          if (place.id() != null) {
            added(handle, place.kind(), place.id(), id, by);
          }
          return id;
        });
  }

  /**
   * What customers added there, or colleagues; who adds to the same place waits until this
   * transaction ends.
   */
  private Limits.There there(Handle handle, Place place, Staff by) {
    handle
        .createUpdate(
            """
            insert into attachment_place (place, used_at) values (:name, :now)
            on conflict (place) do update set used_at = excluded.used_at""")
        .bind("name", place.name())
        .bind("now", clock.now())
        .execute();
    return place
        .bindTo(
            handle.createQuery(
                "select count(*) as files, coalesce(sum(size), 0) as bytes from attachment_file f where "
                    + Place.HERE
                    + " and (f.added_by is null) = :customer"))
        .bind("customer", by == null)
        .map(ConstructorMapper.of(Limits.There.class))
        .one();
  }

  /** Who only adds and never sends does not fill the database. */
  private static void refuseFlood(Handle handle, Place place, Staff by) {
    if (place.id() == null
        && unsent(handle, by) > (by == null ? MOST_UNSENT : MOST_UNSENT_OF_ONE)) {
      throw new RuleBroken(by == null ? "attachment.flood" : "attachment.flood-of-one");
    }
  }

  private static long unsent(Handle handle, Staff by) {
    return handle
        .createQuery(
            """
            select coalesce(sum(size), 0) from attachment_file
             where subject_id is null and added_by is not distinct from cast(:by as bigint)""")
        .bind("by", by == null ? null : by.id())
        .mapTo(Long.class)
        .one();
  }

  private static byte[] content(Upload upload, int most) {
    try (var in = upload.content().open()) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException("The file could not be taken in", e);
    }
  }

  private long keep(
      Handle handle, Place place, Upload upload, String name, byte[] content, Staff by) {
    var detected = FileType.detected(content);
    if (FileType.taken(detected, name).isEmpty()) {
      throw new RuleBroken("attachment.not-taken", name);
    }
    var declared = upload.declaredType();
    var id =
        place
            .bindTo(
                handle.createQuery(
                    """
                    insert into attachment_file (subject_kind, subject_id, form_key, name, size, sha256, declared_type,
                                                 detected_type, state, added_by, added_at, scan_after)
                    values (:kind, :subject, :form, :name, :size, :hash, left(:declared, 200),
                            :detected, 'WAITING_FOR_SCAN', :by, :now, clock_timestamp())
                    returning id"""))
            .bind("name", name)
            .bind("size", content.length)
            .bind("hash", sha256(content))
            .bind("declared", declared == null ? null : declared.replace("\0", ""))
            .bind("detected", detected)
            .bind("by", by == null ? null : by.id())
            .bind("now", clock.now())
            .mapTo(Long.class)
            .one();
    blobs.keep(handle, id, content);
    return id;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void record(
      Handle handle, Long staff, String actor, String deed, String kind, long subject, long file) {
    audit.record(handle, staff, actor, deed, kind, subject, Long.toString(file));
  }

  /**
   * The form was accepted: its files belong to what came of it, in the caller's transaction. A file
   * that is there already, as the form was sent twice, is left.
   *
   * @param by who sent it; null for a customer
   * @throws RuleBroken if it is too much together with what is there
   */
  public void accepted(Handle handle, Place form, long subjectId, Staff by) {
    var limits = Limits.read(handle);
    var subject = Place.of(form.kind(), subjectId);
    for (var file : in(form)) {
      var there = there(handle, subject, by);
      if (move(handle, file, subjectId)) {
        limits.check(file.name(), file.size(), there);
        added(handle, form.kind(), subjectId, file.id(), by);
      }
    }
  }

  private static boolean move(Handle handle, Attachment file, long subjectId) {
    return handle
            .createUpdate(
                """
                update attachment_file f set subject_id = :subject, form_key = null
                 where f.id = :id and f.subject_id is null
                   and not exists (select from attachment_file o
                                    where o.subject_kind = f.subject_kind and o.subject_id = :subject
                                      and o.sha256 = f.sha256 and o.name = f.name)""")
            .bind("subject", subjectId)
            .bind("id", file.id())
            .execute()
        > 0;
  }

  private void added(Handle handle, String kind, long subject, long file, Staff by) {
    var staff = by == null ? null : Long.valueOf(by.id());
    record(
        handle,
        staff,
        by == null ? "customer" : by.login(),
        "attachmentAdded",
        kind,
        subject,
        file);
  }

  /** Takes a file away from a form that is still being filled in. */
  public void drop(Place form, long file) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    "delete from attachment_file where id = :id and form_key = :form and subject_id is null")
                .bind("id", file)
                .bind("form", form.form())
                .execute());
  }

  /** Takes away what was sent a day ago with forms that were never accepted. */
  int dropForgotten() {
    var before = clock.now().minus(FORGOTTEN);
    return database.inTransaction(
        handle -> {
          handle
              .createUpdate("delete from attachment_place where used_at < :before")
              .bind("before", before)
              .execute();
          return handle
              .createUpdate(
                  "delete from attachment_file where subject_id is null and added_at < :before")
              .bind("before", before)
              .execute();
        });
  }

  /**
   * A file that is opened.
   *
   * @param content its bytes
   */
  public record Opened(Attachment file, byte[] content) {}

  /**
   * Opens a file and writes that down.
   *
   * @throws RuleBroken if nobody may open it
   */
  public Opened open(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var file = read(handle, id);
          if (!file.opens()) {
            throw new RuleBroken("attachment.closed." + file.state(), file.name());
          }
          record(
              handle,
              by.id(),
              by.login(),
              "attachmentOpened",
              file.subjectKind(),
              file.subjectId(),
              id);
          return new Opened(file, blobs.read(handle, id));
        });
  }
}
