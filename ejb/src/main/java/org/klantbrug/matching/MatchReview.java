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
import org.klantbrug.customer.Mask;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Pairs before people: listed, and side by side with reasons. People come to them by {@link
 * PairDesk}, which decides what each may see; what they say of them is in {@link PairVerdicts}.
 */
@ApplicationScoped
public class MatchReview {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  /** For the container's proxy. */
  protected MatchReview() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public MatchReview(Database database) {
    this.database = database;
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

  /**
   * What somebody said of two customers, in whichever run.
   *
   * @param who full name
   */
  public record SaidOfPair(String verdict, String reason, String who, Instant at) {}

  /**
   * A pair with all that a person needs to decide; {@code relatives} and {@code prior} in bits.
   *
   * @param said all that was said of the two, the newest first
   */
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
      List<FieldView> fields,
      List<SaidOfPair> said) {

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
          fields.stream().map(FieldView::hidden).toList(),
          said);
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
                .map((row, context) -> view(row, said(handle, pairId)))
                .findOne()
                .orElseThrow(() -> new RuleBroken("matching.pair-unknown", pairId)));
  }

  private static List<SaidOfPair> said(Handle handle, long pairId) {
    return handle
        .createQuery(
            """
            select v.verdict, v.reason, s.full_name as who, v.at
              from matching_pair p
              join matching_verdict v
                on v.left_id = least(p.left_id, p.right_id) and v.right_id = greatest(p.left_id, p.right_id)
              join identity_staff s on s.id = v.staff_id
             where p.id = :id order by v.id desc""")
        .bind("id", pairId)
        .map(ConstructorMapper.of(SaidOfPair.class))
        .list();
  }

  private static PairView view(ResultSet row, List<SaidOfPair> said) throws SQLException {
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
          PairFields.of(why, left, right),
          said);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Pair " + row.getLong("id") + " cannot be read", e);
    }
  }

  /** How good the model of a run is, as far as people have looked. */
  public MatchQuality quality(long runId) {
    return database.with(handle -> MatchQuality.read(handle, runId));
  }
}
