package org.klantbrug.objection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.objection.ContractEnd.Basis;

/**
 * The first day on which a customer can leave: the earliest that any rule gives. Time of notice,
 * the term that was agreed and whether it was renewed tacitly (art. 6:236 onder j BW), and the
 * right to leave because of the change, which goes for whoever says so before it.
 *
 * @param rule of the trade
 * @param calendar for what is counted in working days
 */
record EndDate(LeavingRule rule, WorkingCalendar calendar) {
  /**
   * What is known of a contract.
   *
   * @param saidOn the day on which he said that he leaves
   * @param start null if nobody knows
   * @param months that were agreed; 1 by the month
   * @param ends the day on which it ends by itself; null if none is known
   * @param changes the day on which he would go over; null if none is planned
   */
  record Facts(LocalDate saidOn, LocalDate start, int months, LocalDate ends, LocalDate changes) {
    /** The end of the first term; null if it is by the month, or nobody knows when it began. */
    LocalDate firstTerm() {
      return start == null || months <= 1 ? null : start.plusMonths(months);
    }
  }

  /**
   * When it ends.
   *
   * @param wished a later day, if he wants one; null for the first that can be
   */
  ContractEnd of(Facts facts, LocalDate wished) {
    var first =
        Stream.of(byChange(facts), Optional.of(byNotice(facts)), byItself(facts))
            .flatMap(Optional::stream)
            .min(Comparator.comparing(ContractEnd::earliest))
            .orElseThrow();
    if (wished == null
        || !wished.isAfter(first.earliest())
        || first.basis() == Basis.ENDS_ALREADY) {
      return first;
    }
    var latest = facts.ends() == null || wished.isBefore(facts.ends()) ? wished : facts.ends();
    return new ContractEnd(
        latest, first.earliest(), first.basis(), first.source(), first.termUntil());
  }

  private Optional<ContractEnd> byChange(Facts facts) {
    if (rule.changeFrees() == LeavingRule.ChangeFrees.NO
        || facts.changes() == null
        || facts.saidOn().isAfter(facts.changes())) {
      return Optional.empty();
    }
    var day =
        rule.changeFrees() == LeavingRule.ChangeFrees.THAT_DAY
            ? facts.changes()
            : rule.changeDays() == 0
                ? facts.saidOn()
                : calendar.workingDayAfter(null, facts.saidOn(), rule.changeDays());
    return Optional.of(end(day, Basis.CHANGE, rule.changeSource(), running(facts)));
  }

  private ContractEnd byNotice(Facts facts) {
    var noticed = facts.saidOn().plus(rule.notice());
    var term = running(facts);
    if (term != null && rule.termBinds()) {
      return end(term.isBefore(noticed) ? noticed : term, Basis.TERM, rule.source(), term);
    }
    if (term != null && noticed.isBefore(term)) {
      return end(noticed, Basis.EARLY, rule.source(), term);
    }
    return renewed(facts, noticed).orElseGet(() -> end(noticed, Basis.NOTICE, rule.source(), null));
  }

  /** A term that was renewed: by the month if that does not bind, else until it is over again. */
  private Optional<ContractEnd> renewed(Facts facts, LocalDate noticed) {
    var term = facts.firstTerm();
    if (term == null || facts.saidOn().isBefore(term)) {
      return Optional.empty();
    }
    if (!rule.renewedBinds()) {
      return Optional.of(end(noticed, Basis.RENEWED, rule.source(), null));
    }
    var next = term;
    for (var times = 2; next.isBefore(noticed); times++) {
      next = facts.start().plusMonths((long) facts.months() * times);
    }
    return Optional.of(end(next, Basis.TERM, rule.source(), next));
  }

  private static Optional<ContractEnd> byItself(Facts facts) {
    return Optional.ofNullable(facts.ends())
        .filter(day -> !day.isBefore(facts.saidOn()))
        .map(day -> end(day, Basis.ENDS_ALREADY, "", null));
  }

  /** The end of the first term while it runs; null once it is over. */
  private static LocalDate running(Facts facts) {
    var term = facts.firstTerm();
    return term == null || !facts.saidOn().isBefore(term) ? null : term;
  }

  private static ContractEnd end(LocalDate day, Basis basis, String source, LocalDate term) {
    return new ContractEnd(day, day, basis, source, term);
  }
}
