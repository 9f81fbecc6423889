package org.klantbrug.ending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Archives, their files, checks and who read them, as they are stored. */
public final class ArchiveRows {
  private ArchiveRows() {}

  /**
   * Somebody looked something up.
   *
   * @param who full name
   * @param recordKey what was looked for
   * @param found how many records were shown
   */
  public record Access(
      Instant at, String who, String purpose, String reason, String recordKey, int found) {}

  static Archive archive(ResultSet row, StatementContext context) throws SQLException {
    return new Archive(
        row.getLong("id"),
        row.getLong("merger_id"),
        row.getInt("no"),
        row.getString("folder"),
        row.getString("asked_by"),
        at(row, "asked_at"),
        at(row, "made_at"),
        row.getString("sha256"),
        row.getObject("keep_until", LocalDate.class),
        row.getLong("files"),
        row.getLong("bytes"),
        at(row, "checked_at"),
        List.of((String[]) row.getArray("wrong").getArray()));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static long add(Handle handle, long merger, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            insert into ending_archive (merger_id, no, folder, asked_by, asked_at)
            select :merger, coalesce(max(no), 0) + 1, 'merger-' || :merger || '-' || coalesce(max(no), 0) + 1, :by, :at
              from ending_archive where merger_id = :merger returning id""")
        .bind("merger", merger)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  /** Keys of the deliveries that belong in an archive: of each file that was read in the first. */
  static List<Long> deliveries(Handle handle, long archive) {
    return handle
        .createQuery(
            """
            select min(d.id) from merger_delivery d join merger_run r on r.id = d.run_id
              join ending_archive a on a.merger_id = r.merger_id and a.id = :archive
             where d.state = 'IMPORTED' group by d.stored_path order by 1""")
        .bind("archive", archive)
        .mapTo(Long.class)
        .list();
  }

  /** SQL: files of a merger that were read in and that its newest archive does not hold. */
  static final String NOT_ARCHIVED =
      """
      select count(distinct d.stored_path) from merger_delivery d join merger_run r on r.id = d.run_id
       where r.merger_id = :merger and d.state = 'IMPORTED'
         and not exists (select from ending_archive_file f join merger_delivery e on e.id = f.delivery_id
                          where e.stored_path = d.stored_path
                            and f.archive_id = (select max(id) from ending_archive
                                                 where merger_id = :merger and made_at is not null))""";

  /**
   * What is not in the archive would be nowhere any more.
   *
   * @throws RuleBroken {@code ending.purge-not-archived}
   */
  static void refuseNotArchived(Handle handle, long merger) {
    var missing = handle.createQuery(NOT_ARCHIVED).bind("merger", merger).mapTo(Long.class).one();
    if (missing > 0) {
      throw new RuleBroken("ending.purge-not-archived", missing);
    }
  }

  static void addFile(
      Handle handle, long archive, String name, Long delivery, String sha256, long bytes) {
    handle
        .createUpdate(
            """
            insert into ending_archive_file (archive_id, name, delivery_id, sha256, bytes)
            values (:archive, :name, :delivery, :sha, :bytes)
            on conflict (archive_id, name) do update set sha256 = :sha, bytes = :bytes""")
        .bind("archive", archive)
        .bind("name", name)
        .bind("delivery", delivery)
        .bind("sha", sha256)
        .bind("bytes", bytes)
        .execute();
  }

  static List<ArchivedFile> files(Handle handle, long archive) {
    return handle
        .createQuery(
            """
            select f.name, f.delivery_id, d.entity, c.name as company, d.file_name, d.extract_as_of, d.read_lines as records,
                   f.sha256, f.bytes
              from ending_archive_file f
              left join merger_delivery d on d.id = f.delivery_id
              left join merger_company c on c.id = d.company_id
             where f.archive_id = :archive order by f.name""")
        .bind("archive", archive)
        .map(ConstructorMapper.of(ArchivedFile.class))
        .list();
  }

  static void seal(
      Handle handle, long archive, String manifest, String sha256, Instant at, LocalDate keep) {
    handle
        .createUpdate(
            """
            update ending_archive set manifest = :manifest, sha256 = :sha, made_at = :at, keep_until = :keep
             where id = :archive and made_at is null""")
        .bind("manifest", manifest)
        .bind("sha", sha256)
        .bind("at", at)
        .bind("keep", keep)
        .bind("archive", archive)
        .execute();
  }

  static void checked(
      Handle handle, long archive, int files, List<String> wrong, Long by, Instant at) {
    handle
        .createUpdate(
            """
            insert into ending_archive_check (archive_id, checked_at, checked_by, files, wrong)
            values (:archive, :at, :by, :files, :wrong)""")
        .bind("archive", archive)
        .bind("at", at)
        .bind("by", by)
        .bind("files", files)
        .bindArray("wrong", String.class, wrong)
        .execute();
  }

  static void accessed(
      Handle handle, long archive, Lookup lookup, int found, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            insert into ending_archive_access (archive_id, at, staff_id, purpose, reason, record_key, found)
            values (:archive, :at, :by, :purpose, :reason, :key, :found)""")
        .bind("archive", archive)
        .bind("at", at)
        .bind("by", by.id())
        .bind("purpose", lookup.purpose())
        .bind("reason", lookup.reason())
        .bind("key", lookup.key())
        .bind("found", found)
        .execute();
  }

  static List<Access> accesses(Handle handle, long merger, int limit) {
    return handle
        .createQuery(
            """
            select x.at, s.full_name as who, x.purpose, x.reason, x.record_key, x.found
              from ending_archive_access x
              join ending_archive a on a.id = x.archive_id and a.merger_id = :merger
              join identity_staff s on s.id = x.staff_id
             order by x.id desc limit :limit""")
        .bind("merger", merger)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Access.class))
        .list();
  }
}
