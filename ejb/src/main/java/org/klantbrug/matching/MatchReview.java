package org.klantbrug.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Mask;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Pairs in doubt before people: side by side, with reasons; their verdicts also tell how good the
 * model is. People come to them by {@link PairDesk}, which decides what each may see.
 */
@ApplicationScoped
public class MatchReview {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For an interval of 95 per cent. */
  private static final double Z = 1.96;

  private final Database database;
  private final Audit audit;

  /** For the container's proxy. */
  protected MatchReview() {
    this(null, null);
  }

  @Inject
  public MatchReview(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /** What a person says of a pair. */
  public enum Verdict {
    /** One person: they are joined at the transfer. */
    SAME,
    /** Two persons, for ever: no later run asks again. */
    NOT_SAME,
    /** Cannot be said: they are not joined, and the pair stays known as doubtful. */
    DOUBT
  }

  /** Which pairs are listed. */
  public enum Which {
    /** Wait for a verdict. */
    OPEN,
    /** Linked without a look. */
    LINKED,
    /** Have a verdict. */
    DECIDED
  }

  /** A pair in a list; names as delivered. */
  public record PairLine(
      long id,
      BigDecimal weight,
      String decision,
      String verdict,
      String reviewer,
      String leftName,
      String rightName,
      String leftKey,
      String rightKey,
      String reason) {}

  /**
   * A field side by side.
   *
   * @param column of the customer
   * @param level how far the values agree, null if the field is not compared or one side is empty
   * @param bits above 0 speaks for one person, below 0 for two; null as {@code level}
   * @param differs whether both sides say something, and not the same; also told of what is masked
   * @param masked whether only a part of the values is in sight
   */
  public record FieldView(
      String column,
      String left,
      String right,
      String level,
      Double bits,
      boolean differs,
      boolean masked) {
    static FieldView of(String column, String left, String right, String level, Double bits) {
      var differs = !left.isEmpty() && !right.isEmpty() && !left.equalsIgnoreCase(right);
      return new FieldView(column, left, right, level, bits, differs, false);
    }

    private FieldView hidden() {
      return Mask.isMaskedSideBySide(column)
          ? new FieldView(
              column,
              Mask.sideBySide(column, left),
              Mask.sideBySide(column, right),
              level,
              bits,
              differs,
              true)
          : this;
    }
  }

  /** A pair with all that a person needs to decide; {@code relatives} and {@code prior} in bits. */
  public record PairView(
      long id,
      long runId,
      int version,
      BigDecimal weight,
      String decision,
      String verdict,
      String reason,
      double prior,
      double relatives,
      String leftCompany,
      String leftKey,
      String rightCompany,
      String rightKey,
      List<FieldView> fields) {

    /** The same pair; of birth date, telephone and bank account only a part is in sight. */
    PairView masked() {
      return new PairView(
          id,
          runId,
          version,
          weight,
          decision,
          verdict,
          reason,
          prior,
          relatives,
          leftCompany,
          leftKey,
          rightCompany,
          rightKey,
          fields.stream().map(FieldView::hidden).toList());
    }
  }

  private static final String LINES =
      """
      select p.id, p.weight, p.decision, p.verdict, s.full_name reviewer, p.reason,
             concat_ws(' ', l.given_name, l.prefix, l.family_name, l.full_name, l.organisation_name) left_name,
             concat_ws(' ', r.given_name, r.prefix, r.family_name, r.full_name, r.organisation_name) right_name,
             l.source_key left_key, r.source_key right_key
        from matching_pair p
        join customer_identity l on l.id = p.left_id
        join customer_identity r on r.id = p.right_id
        left join identity_staff s on s.id = p.reviewer
      """;

  /** Pairs of a run, the heaviest first. */
  List<PairLine> list(long runId, Which which, int offset, int limit) {
    var condition =
        switch (which) {
          case OPEN -> "p.decision = 'REVIEW' and p.verdict is null";
          case LINKED -> "p.decision = 'LINK' and p.verdict is null";
          case DECIDED -> "p.verdict is not null";
        };
    return database.with(
        handle ->
            handle
                .createQuery(
                    LINES
                        + "where p.run_id = :run and "
                        + condition
                        + " order by p.weight desc, p.id offset :offset limit :limit")
                .bind("run", runId)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(ConstructorMapper.of(PairLine.class))
                .list());
  }

  /** How many pairs there are of each sort. */
  public Map<Which, Long> counts(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) filter (where decision = 'REVIEW' and verdict is null) open,
                           count(*) filter (where decision = 'LINK' and verdict is null) linked,
                           count(*) filter (where verdict is not null) decided
                      from matching_pair where run_id = :run""")
                .bind("run", runId)
                .map(
                    (row, context) ->
                        Map.of(
                            Which.OPEN,
                            row.getLong("open"),
                            Which.LINKED,
                            row.getLong("linked"),
                            Which.DECIDED,
                            row.getLong("decided")))
                .one());
  }

  /** The next pair that waits, the heaviest first, other than {@code but}. */
  Optional<Long> next(long runId, long but) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select id from matching_pair
                     where run_id = :run and decision = 'REVIEW' and verdict is null and id <> :but
                     order by weight desc, id limit 1""")
                .bind("run", runId)
                .bind("but", but)
                .mapTo(Long.class)
                .findOne());
  }

  /** One pair, side by side, with everything in sight. */
  PairView read(long pairId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select p.*, to_jsonb(l) left_row, to_jsonb(r) right_row, lc.name left_company, rc.name right_company
                      from matching_pair p
                      join customer_identity l on l.id = p.left_id join merger_company lc on lc.id = l.company_id
                      join customer_identity r on r.id = p.right_id join merger_company rc on rc.id = r.company_id
                     where p.id = :id""")
                .bind("id", pairId)
                .map((row, context) -> view(row))
                .findOne()
                .orElseThrow(() -> new RuleBroken("matching.pair-unknown", pairId)));
  }

  private static PairView view(ResultSet row) throws SQLException {
    try {
      var why = JSON.readValue(row.getString("explanation"), Explanation.class);
      var left = JSON.readTree(row.getString("left_row"));
      var right = JSON.readTree(row.getString("right_row"));
      return new PairView(
          row.getLong("id"),
          row.getLong("run_id"),
          row.getInt("version"),
          row.getBigDecimal("weight"),
          row.getString("decision"),
          row.getString("verdict"),
          row.getString("reason"),
          why.prior(),
          why.relatives(),
          row.getString("left_company"),
          left.path("source_key").asText(),
          row.getString("right_company"),
          right.path("source_key").asText(),
          PairFields.of(why, left, right));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Pair " + row.getLong("id") + " cannot be read", e);
    }
  }

  /**
   * Notes what a person says of a pair, and in the log that it was said. A verdict can be changed
   * until the rehearsal is approved, with a reason.
   *
   * @param version as it was read; refused if a colleague decided meanwhile
   * @param reason needed for {@link Verdict#NOT_SAME}, which stands for ever, and for saying
   *     something else than was said before, in this run or an earlier one
   */
  void decide(long pairId, int version, Verdict verdict, String reason, long staffId, Instant at) {
    if (verdict == Verdict.NOT_SAME && (reason == null || reason.isBlank())) {
      throw new RuleBroken("matching.reason-needed");
    }
    database.inTransaction(
        handle -> {
          refuseAfterApproval(handle, pairId);
          var before = saidBefore(handle, pairId);
          if (before.isPresent()
              && !before.get().equals(verdict.name())
              && (reason == null || reason.isBlank())) {
            throw new RuleBroken("matching.reason-to-change");
          }
          var changed =
              handle
                  .createUpdate(
                      """
                      update matching_pair set verdict = :verdict, reviewer = :staff, reason = :reason, decided_at = :at,
                             version = version + 1
                       where id = :id and version = :version""")
                  .bind("verdict", verdict)
                  .bind("staff", staffId)
                  .bind("reason", reason)
                  .bind("at", at)
                  .bind("id", pairId)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("matching.pair-changed");
          }
          handle
              .createUpdate(
                  """
                  delete from matching_do_not_link n using matching_pair p
                   where p.id = :id and n.left_id = least(p.left_id, p.right_id) and n.right_id = greatest(p.left_id, p.right_id)""")
              .bind("id", pairId)
              .execute();
          if (verdict == Verdict.NOT_SAME) {
            handle
                .createUpdate(
                    """
                    insert into matching_do_not_link (left_id, right_id, staff_id, reason, at)
                    select least(left_id, right_id), greatest(left_id, right_id), :staff, :reason, :at
                      from matching_pair where id = :id""")
                .bind("staff", staffId)
                .bind("reason", reason)
                .bind("at", at)
                .bind("id", pairId)
                .execute();
          }
          settleNeighbours(handle, pairId);
          audit.record(
              handle,
              staffId,
              login(handle, staffId),
              "pairDecided",
              "pair",
              pairId,
              before.map(said -> said + " > ").orElse("") + verdict);
          return null;
        });
  }

  /** What is rehearsed and approved is what is transferred. */
  private static void refuseAfterApproval(Handle handle, long pairId) {
    var approved =
        handle
            .createQuery(
                """
                select count(*) from work_item a
                 where a.kind = 'approveRehearsal' and a.state = 'DONE' and a.outcome = 'approved'
                   and a.subject_kind = 'run' and a.subject_id = (select run_id from matching_pair where id = :id)
                   and not exists (select 1 from work_item later
                                    where later.subject_kind = a.subject_kind and later.subject_id = a.subject_id
                                      and later.kind in ('reviewMatches', 'approveRehearsal') and later.id > a.id)""")
            .bind("id", pairId)
            .mapTo(Long.class)
            .one();
    if (approved > 0) {
      throw new RuleBroken("matching.rehearsal-approved");
    }
  }

  /** What was said of the two before, in this run or for ever. */
  private static Optional<String> saidBefore(Handle handle, long pairId) {
    return handle
        .createQuery(
            """
            select coalesce(p.verdict, (select 'NOT_SAME' from matching_do_not_link n
                                         where n.left_id = least(p.left_id, p.right_id)
                                           and n.right_id = greatest(p.left_id, p.right_id))) said
              from matching_pair p where p.id = :id""")
        .bind("id", pairId)
        .mapTo(String.class)
        .findOne();
  }

  private static String login(Handle handle, long staffId) {
    return handle
        .createQuery("select login from identity_staff where id = :id")
        .bind("id", staffId)
        .mapTo(String.class)
        .one();
  }

  /**
   * A link that somebody refused outdoes nobody any more, and who was joined by a person is not
   * linked to another without one: such pairs wait for a person.
   */
  private static void settleNeighbours(Handle handle, long pairId) {
    handle
        .createUpdate(
            """
            update matching_pair n set decision = 'REVIEW', version = n.version + 1
              from matching_pair p
             where p.id = :id and n.run_id = p.run_id and n.id <> p.id and n.verdict is null
               and (n.left_id = p.left_id or n.right_id = p.right_id)
               and case when p.verdict = 'SAME' then n.decision = 'LINK'
                   else n.decision = 'OUTDONE'
                    and not exists (select 1 from matching_pair l
                                     where l.run_id = n.run_id and l.id <> p.id
                                       and (l.verdict is null and l.decision = 'LINK'
                                            or l.verdict = 'SAME' and l.weight >= n.weight)
                                       and (l.left_id = n.left_id or l.right_id = n.right_id)) end""")
        .bind("id", pairId)
        .execute();
  }

  /**
   * A share with its interval of 95 per cent (Wilson); {@code of} is what it is counted from.
   *
   * @param share 0 to 1, null when nothing was counted
   */
  public record Share(Double share, double low, double high, long of) {
    static Share of(long hits, long of) {
      if (of == 0) {
        return new Share(null, 0, 1, 0);
      }
      var p = (double) hits / of;
      var centre = (p + Z * Z / (2 * of)) / (1 + Z * Z / of);
      var half = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
      return new Share(p, Math.max(0, centre - half), Math.min(1, centre + half), of);
    }
  }

  /**
   * How good the model is, as far as people have looked.
   *
   * @param precision share of looked-at links that are one person
   * @param foundByLink share of pairs called one person that the model linked by itself: recall
   *     within what was looked at
   */
  public record Quality(Share precision, Share foundByLink) {}

  /** From the verdicts of a run. Doubt counts for neither. */
  public Quality quality(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) filter (where decision = 'LINK' and verdict = 'SAME') right_links,
                           count(*) filter (where decision = 'LINK' and verdict in ('SAME', 'NOT_SAME')) links,
                           count(*) filter (where verdict = 'SAME') same
                      from matching_pair where run_id = :run""")
                .bind("run", runId)
                .map(
                    (row, context) ->
                        new Quality(
                            Share.of(row.getLong("right_links"), row.getLong("links")),
                            Share.of(row.getLong("right_links"), row.getLong("same"))))
                .one());
  }
}
