package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.web.Texts;

/** The codes and counts that an entry of the log keeps, as people say them. */
@RequestScoped
public class AuditWords {
  private static final String DONE = "audit.action.";
  private static final Pattern ANSWER = Pattern.compile("(\\w+): (\\w+)");
  private static final Pattern MOVED = Pattern.compile("(\\w+: (?:GIVE|PRIORITY)) (.+)");
  private static final Pattern FIGURE = Pattern.compile("([A-Z]+) (\\w+)(.*)");
  private static final Pattern REJECTS = Pattern.compile("([A-Z_]+) (\\d.*)");
  private static final Pattern WARNINGS = Pattern.compile("(\\w+) ([A-Z_]+) (\\d+)");
  private static final Pattern REPORT = Pattern.compile("([A-Z]+)-(\\w+)");
  private static final Pattern LISTED = Pattern.compile("(\\d{1,12})\\+(\\d{1,9})");
  private static final Pattern OUT_OF = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final List<String> OF_STAFF = List.of("role.", "audit.word.");
  private static final List<String> OF_CUSTOMERS =
      List.of("customer.purpose.", "customer.group.", "customer.way.", "verdict.");
  private static final List<String> OF_REPORTS =
      List.of("value.channel.", "report.by.", "complaint.cause.", "audit.report.");
  private static final List<String> OF_REPLY_TIMES = List.of("stage.", "value.channel.");
  private static final Set<String> FILES =
      Set.of("fileAdded", "fileRead", "fileWithdrawn", "mappingConfirmed");

  private Texts texts;

  /** For the container. */
  protected AuditWords() {}

  /** Speaks the reader's language. */
  @Inject
  public AuditWords(Texts texts) {
    this.texts = texts;
  }

  /** Something that can be done, by the code that an entry keeps and what it is called. */
  public record Deed(String action, String text) {}

  /** What can have been done, in the order of the language. */
  public List<Deed> deeds() {
    return texts.family(DONE).entrySet().stream()
        .map(each -> new Deed(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Deed::text, Collator.getInstance(texts.locale())))
        .toList();
  }

  /** What was done. */
  public String what(Audit.Entry entry) {
    return texts.code(DONE, entry.deed());
  }

  /** Why, or what, in words; the entry's own text where it is no code. */
  public String why(Audit.Entry entry) {
    var kept = entry.purpose() == null ? "" : entry.purpose();
    var action = entry.action();
    if (FILES.contains(action)) {
      return texts.code("entity.", kept);
    }
    if (action.startsWith("total") || action.equals("differenceExplained")) {
      return figure(kept);
    }
    if (action.startsWith("reject")) {
      return rejects(kept);
    }
    if (action.startsWith("attachment")) {
      return texts.say("audit.attachment", kept);
    }
    if (action.startsWith("warnings")) {
      return warnings(kept);
    }
    return switch (action) {
      case "workDone" -> answer(kept, "outcome.");
      case "workMoved" -> moved(kept);
      case "reconciliationSigned", "statementExported" -> texts.code("cutover.kind.", kept);
      case "staffCreated", "staffChanged" -> arrow(wordByWord(kept, OF_STAFF));
      case "correctionReported", "correctionAccepted", "correctionDeclined" -> reported(kept);
      case "pairsListed", "vanishedListed" -> listed(kept);
      case "figureRowsListed" -> figureRows(kept);
      case "promisesListed", "promisesExported" -> promises(kept);
      case "contactNoted" -> texts.value("channel", kept);
      case "notedMoved" -> texts.code("customer.subject.", kept);
      case "promiseMade" -> days(kept);
      case "logExported",
          "workExported",
          "complaintsExported",
          "complaintsListed",
          "heldListed",
          "signalsExported",
          "objectionsListed",
          "objectionsExported",
          "feedbackListed",
          "crisisCustomersAdded",
          "crisisCustomersAsked",
          "crisisCustomersListed",
          "crisisMailReleased",
          "noticeCustomersListed",
          "noticesPosted",
          "noticesPrinted",
          "waveMembersListed",
          "mandatesListed",
          "wavesPlanned" ->
          lines(kept);
      case "waveResidualAsked", "waveResidualApproved", "waveResidualDeclined" ->
          texts.code("residual.kind.", kept);
      case "endingSaid" -> texts.code("ending.criterion.", kept);
      case "endingSigned" -> texts.code("ending.side.", kept);
      case "archiveRead" -> texts.code("archive.purpose.", kept);
      case "archiveChecked" -> texts.say("ending.checked-wrong", Integer.valueOf(kept));
      case "offerAnswered" -> texts.code("offer.answer.", kept);
      case "threatStep" -> texts.code("threat.event.", kept);
      case "threatReported" -> texts.code("threat.origin.", kept);
      case "knowledgeStep" -> texts.code("knowledge.event.", kept);
      case "unansweredStep" -> texts.code("unanswered.event.", kept);
      case "contradictionStep" -> texts.code("contradiction.event.", kept);
      case "crisisStep" -> texts.code("crisis.log.", kept);
      case "objectionStep" -> texts.code("objection.event.", kept);
      case "signalStep" -> texts.code("signal.event.", kept);
      case "signalPolicySet" -> wordByWord(kept, List.of("signal.kind.", "signal.policy."));
      case "privacyRequested", "privacyOpened" -> texts.code("privacy.kind.", kept);
      case "dossierMade" -> wordByWord(kept, List.of("subject."));
      case "retentionAsked", "retentionConfirmed", "retentionDeclined", "retentionOff" ->
          months(kept);
      case "retentionEmptied" -> texts.code("retention.rule.", kept);
      case "privacyEnded" -> texts.code("privacy.state.", kept);
      case "reportRowsListed", "reportExported", "reportFiguresExported" -> report(kept);
      case "complaintIdentified",
          "noticeBegun",
          "noticeWritten",
          "noticeReleased",
          "noticeStopped",
          "noticeReturned",
          "noticePersonalOpened",
          "objectionLetterPrinted",
          "noticeTold" ->
          kept;
      case "noticeStep" -> texts.code("notice.state.", kept);
      case "programmeSigned" -> texts.code("programme.signature.", kept);
      case "phaseSet" -> texts.code("papers.phase.", kept);
      case "readShareSet" -> kept;
      case "alarmAnswered" -> texts.code("alarm.answer.", kept);
      case "alarmExpectedSet" -> texts.code("alarm.kind.", kept);
      case "complaintStep" -> texts.code("complaint.event.", kept);
      case "mandateSet" -> wordByWord(kept, OF_STAFF);
      case "regimeSet" -> wordByWord(kept, List.of("complaint.regime.", "complaint.regime-stage."));
      case "calendarChanged" -> calendar(kept);
      case "replyTimeChanged" -> wordByWord(kept, OF_REPLY_TIMES);
      case "runOpened" -> texts.say("audit.run", kept);
      case "runUndone", "runUndoAsked", "runUndoDeclined" -> texts.code("undo.scope.", kept);
      case "visibleFromAsked",
          "visibleFromKept",
          "visibleFromMoved",
          "mergerChanged",
          "waveDaysClosed",
          "waveGo",
          "waveNoGo",
          "waveTakenBack",
          "waveClosingPlanned",
          "waveUndoAsked",
          "waveUndone",
          "waveUndoDeclined" ->
          arrow(days(kept));
      case "customerOpened",
          "identityChecked",
          "notRecognised",
          "answerShown",
          "valueRevealed",
          "pairDecided",
          "pairOpened",
          "pairRevealed",
          "purposeNoted",
          "rehearsedCustomerOpened" ->
          oneByOne(kept);
      default -> texts.code("customer.purpose.", kept);
    };
  }

  /** Codes one after another, each by the first family that has a text for it. */
  private String wordByWord(String kept, List<String> families) {
    return WORD.matcher(kept)
        .replaceAll(word -> Matcher.quoteReplacement(inWords(word.group(), families)));
  }

  private String inWords(String word, List<String> families) {
    return families.stream()
        .map(family -> texts.code(family, word))
        .filter(text -> !text.equals(word))
        .findFirst()
        .orElse(word);
  }

  /** What is told of a customer: the question and how it was answered, a group and why. */
  private String oneByOne(String kept) {
    return kept.contains(">")
        ? arrow(wordByWord(kept, OF_CUSTOMERS))
        : Arrays.stream(kept.split(" "))
            .map(word -> inWords(word, OF_CUSTOMERS))
            .collect(Collectors.joining(": "));
  }

  /** What a report is about: {@code email}, {@code VALUE-email} or {@code INVOICE-12}. */
  private String reported(String kept) {
    var match = REPORT.matcher(kept);
    var code = match.matches() && !match.group(1).equals("VALUE") ? match.group(1) : "";
    var field = match.matches() ? match.group(2) : kept;
    return code.isEmpty()
        ? inWords(field, List.of("customer.field.", "customer.subject."))
        : texts.code("customer.subject.", code);
  }

  private String listed(String kept) {
    var match = LISTED.matcher(kept);
    if (!match.matches()) {
      return kept;
    }
    var from = Long.parseLong(match.group(1));
    var count = Long.parseLong(match.group(2));
    return count == 0
        ? texts.say("audit.none-listed")
        : texts.say("audit.pairs", from + 1, from + count);
  }

  private String lines(String kept) {
    return NUMBER.matcher(kept).matches() ? texts.say("audit.lines", Long.valueOf(kept)) : kept;
  }

  /** Of which kind of data, and for how long it is kept. */
  private String months(String kept) {
    var parts = kept.split(" ");
    return parts.length == 2
        ? texts.code("retention.rule.", parts[0])
            + ", "
            + texts.say("retention.months", Integer.valueOf(parts[1]))
        : kept;
  }

  /** Which figure, how many lines, and over what; earlier lines of the log do not say over what. */
  private String report(String kept) {
    var parts = kept.split(" ", 3);
    if (parts.length < 2) {
      return kept;
    }
    var said = texts.code("report.measure.", parts[0]) + ", " + lines(parts[1]);
    return parts.length == 2
        ? said
        : said + ", " + wordByWord(days(parts[2]).replace("/", " – "), OF_REPORTS);
  }

  /** How many, after which list it was; earlier lines of the log have the number alone. */
  private String promises(String kept) {
    var parts = kept.split(" ");
    var count = parts[parts.length - 1];
    if (!NUMBER.matcher(count).matches()) {
      return kept;
    }
    var said = texts.say("audit.promises", Long.valueOf(count));
    return parts.length == 3
        ? "%s, %s: %s"
            .formatted(
                texts.code("promises.show.", parts[0].toLowerCase(Locale.ROOT)),
                texts.code("promises.when.", parts[1].toLowerCase(Locale.ROOT)),
                said)
        : said;
  }

  private String days(String kept) {
    return DAY.matcher(kept)
        .replaceAll(day -> Matcher.quoteReplacement(texts.day(LocalDate.parse(day.group()))));
  }

  /** What was changed, and the day or holiday that it is about. */
  private String calendar(String kept) {
    var parts = kept.split(" ", 2);
    var change = texts.code("audit.calendar.", parts[0]);
    return parts.length == 1 ? change : change + " " + days(holiday(parts[1]));
  }

  private String holiday(String kept) {
    return Arrays.stream(Holiday.values())
        .filter(each -> each.name().equals(kept))
        .map(each -> each.textIn(texts.locale()))
        .findFirst()
        .orElse(kept);
  }

  private static String arrow(String kept) {
    return kept.replace("->", "→").replace(" > ", " → ");
  }

  private String answer(String kept, String family) {
    var match = ANSWER.matcher(kept);
    return match.matches()
        ? texts.code("step.", match.group(1)) + ": " + texts.code(family, match.group(2))
        : kept;
  }

  private String moved(String kept) {
    var match = MOVED.matcher(kept);
    return match.matches()
        ? answer(match.group(1), "work.deed.") + ": " + texts.code("work.priority.", match.group(2))
        : answer(kept, "work.deed.");
  }

  private String figure(String kept) {
    var match = FIGURE.matcher(kept);
    return match.matches()
        ? texts.code("entity.", match.group(1))
            + ", "
            + texts.measure(match.group(2))
            + arrow(match.group(3))
        : kept;
  }

  /** Which figure was opened, and which of its records were shown. */
  private String figureRows(String kept) {
    var last = kept.lastIndexOf(' ');
    return last < 0
        ? kept
        : figure(kept.substring(0, last)) + ": " + listed(kept.substring(last + 1));
  }

  private String rejects(String kept) {
    var match = REJECTS.matcher(kept);
    return match.matches()
        ? outOf(match.group(2)) + ": " + reason(match.group(1))
        : arrow(lines(kept));
  }

  private String outOf(String counted) {
    var match = OUT_OF.matcher(counted);
    return match.matches()
        ? texts.say("audit.repaired", Long.valueOf(match.group(1)), Long.valueOf(match.group(2)))
        : lines(counted);
  }

  private String warnings(String kept) {
    var match = WARNINGS.matcher(kept);
    return match.matches()
        ? lines(match.group(3))
            + ": "
            + texts.code("field.", match.group(1))
            + ", "
            + reason(match.group(2))
        : kept;
  }

  private String reason(String code) {
    return Arrays.stream(Reason.values())
        .filter(each -> each.name().equals(code))
        .map(each -> each.textIn(texts.locale()))
        .findFirst()
        .orElse(code);
  }
}
