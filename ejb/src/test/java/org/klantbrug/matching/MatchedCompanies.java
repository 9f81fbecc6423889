package org.klantbrug.matching;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.MadeUpMerger;

/** The customers of two made-up companies in the database, of whom it is known who is who. */
final class MatchedCompanies implements AutoCloseable {
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

  final MadeUpMerger in;
  final long run;
  final RunModels models;
  final RunMatching matching;
  final MatchReview review;
  final PairVerdicts verdicts;

  /** Theirs to ours, by identity. */
  final Map<Long, Long> truth = new HashMap<>();

  /** What was put in, in the order of the identities. */
  final List<List<String>> theirs = new ArrayList<>();

  final List<List<String>> ours = new ArrayList<>();

  MatchedCompanies() {
    this(new MadeUpMerger(), null);
  }

  /** As {@code other} is now, in a database of its own; {@code other} is closed. */
  MatchedCompanies(MatchedCompanies other) {
    this(new MadeUpMerger(other.in), other.run);
    truth.putAll(other.truth);
    theirs.addAll(other.theirs);
    ours.addAll(other.ours);
  }

  private MatchedCompanies(MadeUpMerger in, Long run) {
    this.in = in;
    this.run = run == null ? in.run() : run;
    models = new RunModels(in.database);
    matching = new RunMatching(in.database, models);
    review = new MatchReview(in.database);
    verdicts = new PairVerdicts(in.database, new Audit(in.database, new BusinessClock()));
  }

  /** Half of {@code size} customers are with both; every fifth has a relative with us. */
  static MatchedCompanies of(int size) {
    var companies = new MatchedCompanies();
    var made = new MadeUpCustomers(size);
    for (int i = 0; i < size; i++) {
      var person = made.person();
      var left = companies.theirs(person);
      if (i % 2 == 0) {
        companies.truth.put(left, companies.ours(made.writtenElsewhere(person)));
      } else {
        companies.ours(made.person());
      }
      if (i % 5 == 0) {
        companies.ours(made.relativeOf(person));
      }
    }
    return companies;
  }

  long theirs(List<String> person) {
    theirs.add(withPossibleDate(person));
    return add(in.theirs, "B" + theirs.size(), theirs.get(theirs.size() - 1));
  }

  long ours(List<String> person) {
    ours.add(withPossibleDate(person));
    return add(in.ours, "A" + ours.size(), ours.get(ours.size() - 1));
  }

  /** The database keeps no impossible dates. */
  private static List<String> withPossibleDate(List<String> person) {
    var kept = new ArrayList<>(person);
    kept.set(2, date(person.get(2)) == null ? "" : person.get(2));
    return kept;
  }

  private static LocalDate date(String digits) {
    try {
      return digits.isEmpty() ? null : LocalDate.parse(digits, DIGITS);
    } catch (DateTimeParseException impossible) {
      return null;
    }
  }

  private long add(long company, String key, List<String> person) {
    var born = date(person.get(2));
    return in.database.with(
        handle ->
            handle
                .createQuery(
                    """
                    insert into customer_identity (company_id, source_key, given_name, family_name, birth_date, street,
                      house_number, postcode, city, email, phone, extract_as_of, registered_at)
                    values (:company, :key, :given, :family, :born, :street, :number, :postcode, :city, :email, :phone, :at, :at)
                    returning id""")
                .bind("company", company)
                .bind("key", key)
                .bind("given", person.get(0))
                .bind("family", person.get(1))
                .bind("born", born == null ? null : Date.valueOf(born))
                .bind("street", person.get(3))
                .bind("number", person.get(4))
                .bind("postcode", person.get(5))
                .bind("city", person.get(6))
                .bind("email", person.get(7))
                .bind("phone", person.get(8))
                .bind("at", MadeUpMerger.T.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
  }

  MatchedCompanies estimated() {
    models.estimate(in.lease, run, in.theirs, in.ours, MadeUpMerger.T);
    return this;
  }

  MatchedCompanies approved() {
    estimated();
    models.approve(run, in.finance, MadeUpMerger.T);
    return this;
  }

  MatchedCompanies matched() {
    return matched(run);
  }

  /** As the job does it: keys, slices, decisions. */
  MatchedCompanies matched(long inRun) {
    for (var slice : matching.prepare(in.lease, inRun, in.theirs, in.ours)) {
      matching.matchSlice(in.lease, inRun, in.theirs, slice);
    }
    matching.decide(in.lease, inRun);
    return this;
  }

  /** Pairs with this decision that nobody looked at, theirs and ours. */
  List<Map.Entry<Long, Long>> pairs(String decision) {
    return in.database.with(
        handle ->
            handle
                .createQuery(
                    "select left_id, right_id from matching_pair where run_id = :run and decision = :decision and verdict is null order by 1, 2")
                .bind("run", run)
                .bind("decision", decision)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .list());
  }

  long pair(long left, long right) {
    return in.number(
        "select id from matching_pair where run_id = %d and left_id = %d and right_id = %d"
            .formatted(run, left, right));
  }

  void verdict(long pair, Verdict verdict) {
    verdicts.decide(
        pair,
        review.read(pair).version(),
        verdict,
        "vergeleken met het dossier",
        in.finance,
        MadeUpMerger.T);
  }

  @Override
  public void close() {
    in.close();
  }
}
