package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.klantbrug.contact.ContactChoices;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.contact.Drafts;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.Noting;
import org.klantbrug.contact.RepeatContact;
import org.klantbrug.contract.Contract;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * The note beside the timeline: always open, filled with what was typed before, whether it was sent
 * and came back or was left as a draft.
 */
@Named
@RequestScoped
public class CustomerNote {
  private static final String NOTE = "noteContact";
  private static final String MORE = "moreQuestions";
  private static final String PARK = "parkNote";
  private static final String DISCARD = "discardNote";

  /** Roles that keep a promise nobody in particular keeps. */
  private static final List<String> KEEPERS =
      List.of("adviser", "contactPerson", "backOfficeHandler", "complaintCoordinator", "teamLead");

  @Inject private CurrentStaff current;
  @Inject private BusinessClock clock;
  @Inject private CustomerDesk desk;
  @Inject private ContactHead heads;
  @Inject private CustomerMoney money;
  @Inject private ContactChoices choices;
  @Inject private Drafts drafts;
  @Inject private Noting noting;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;
  @Inject @Param private Long draft;

  private ContactHead.Head head;
  private NoteFields fields;
  private Drafts.Saved saved;
  private List<Drafts.Unfinished> others;

  /** Whether one of the buttons of the note was pressed. */
  boolean isSent() {
    return Stream.of(NOTE, MORE, PARK, DISCARD).anyMatch(post::has);
  }

  /** Does what the button asks, and goes where it leads; stays here if a rule stops it. */
  void act() {
    var by = current.need(Action.CUSTOMER_CONTACT);
    if (post.has(NOTE)) {
      notices.attempt(() -> noting.note(id, wrapUp(), by)).ifPresentOrElse(this::noted, this::keep);
    } else if (post.has(PARK)) {
      park();
    } else if (post.has(DISCARD)) {
      Optional.ofNullable(draftId()).ifPresent(each -> drafts.throwAway(each, by));
      notices.done("contact.draft.gone");
      Faces.redirect("/customer?id=%s", id);
    } else {
      keep();
    }
  }

  /** What could not be kept stays on the page, with the reason. */
  private void park() {
    keep();
    if (saved != null) {
      notices.done("contact.draft.parked");
    }
    if (saved != null || sent().isBlank()) {
      Faces.redirect("/home");
    }
  }

  private Noting.WrapUp wrapUp() {
    return sent().wrapUp(key(), draftId(), identityOfProduct(), clock.now());
  }

  private void noted(Noting.Noted what) {
    notices.done(
        what.exceptionId() != null
            ? "contact.noted.exception"
            : what.promiseId() != null ? "contact.noted.promise" : "contact.noted");
    if (post.text(NOTE).equals("signal")) {
      Faces.redirect("/signal-new?customer=%s&contact=%s", id, what.contactId());
    } else {
      Faces.redirect("/customer?id=%s", id);
    }
  }

  /** What was sent and did not get further is kept, so that nothing is lost whatever comes. */
  private void keep() {
    if (!sent().isBlank()) {
      notices
          .attempt(() -> drafts.save(id, draftId(), draftVersion(), sent().typed(), current.get()))
          .ifPresent(kept -> saved = kept);
    }
  }

  private NoteFields sent() {
    return NoteFields.read(post::text);
  }

  private UUID key() {
    try {
      return UUID.fromString(post.text("key"));
    } catch (IllegalArgumentException none) {
      throw new NotThere();
    }
  }

  private Long draftId() {
    return post.text("draftId").matches("[0-9]{1,18}") ? post.key("draftId") : null;
  }

  private int draftVersion() {
    return post.text("draftVersion").matches("[0-9]{1,9}") ? (int) post.key("draftVersion") : 0;
  }

  /** Who writes: what a browser keeps of one is not shown to another. */
  public long getWriter() {
    return current.get().id();
  }

  /** Products of the customer's contracts, each once. */
  public List<String> getProducts() {
    return money.getRunning().contracts().stream()
        .map(Contract::product)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * The identity that has a contract for the product that is asked about; null if no product is
   * named, or that of none or several identities.
   */
  private Long identityOfProduct() {
    var identities =
        money.getRunning().contracts().stream()
            .filter(contract -> contract.product() != null)
            .filter(
                contract -> sent().products().contains(contract.product().toLowerCase(Locale.ROOT)))
            .map(Contract::identityId)
            .distinct()
            .toList();
    return identities.size() == 1 ? identities.get(0) : null;
  }

  /** What a colleague must know before he speaks. */
  public ContactHead.Head getHead() {
    if (head == null) {
      head = heads.of(id, desk.sightOf(current.get()), current.get());
    }
    return head;
  }

  /** What was typed in a field; empty if nothing. */
  public String typed(String name) {
    return fields().value(name);
  }

  private NoteFields fields() {
    if (fields == null) {
      fields =
          isSent() ? sent() : new NoteFields(open().map(Drafts.Draft::fields).orElse(Map.of()));
    }
    return fields;
  }

  /** The draft that the note is filled with: the one asked for, else the last. */
  private Optional<Drafts.Draft> open() {
    return getHead().drafts().stream()
        .filter(each -> draft == null || each.id() == draft)
        .findFirst();
  }

  /** The draft that is open, and where the next saving goes on. */
  public String getDraftId() {
    return saved != null
        ? Long.toString(saved.id())
        : isSent() ? post.text("draftId") : open().map(each -> Long.toString(each.id())).orElse("");
  }

  /** The version of the draft as it was last seen. */
  public int getDraftVersion() {
    return saved != null
        ? saved.version()
        : isSent() ? draftVersion() : open().map(Drafts.Draft::version).orElse(0);
  }

  /** When the draft that is shown was saved; null if a new note is begun. */
  public Instant getUnfinishedSince() {
    return isSent() ? null : open().map(Drafts.Draft::savedAt).orElse(null);
  }

  /** More unfinished notes about this customer: typed in another window. */
  public List<Drafts.Draft> getOtherDrafts() {
    var now = getDraftId();
    return getHead().drafts().stream()
        .filter(each -> !Long.toString(each.id()).equals(now))
        .toList();
  }

  /** That the customer came back with the same question, in words. */
  public String said(RepeatContact repeat) {
    return texts.say(
        "contact.repeat",
        texts.code("contact.topic.", repeat.topic()),
        repeat.contacts(),
        repeat.days(),
        repeat.minutes());
  }

  /** Customers with an unfinished note of mine, besides this one. */
  public List<Drafts.Unfinished> getOthers() {
    if (others == null) {
      others =
          getHead().elsewhere() == 0
              ? List.of()
              : drafts.unfinished(current.get()).stream()
                  .filter(each -> each.partyId() != id)
                  .toList();
    }
    return others;
  }

  /** The key of this form; the same when it comes back. */
  public String getKey() {
    return isSent() ? post.text("key") : UUID.randomUUID().toString();
  }

  /** Numbers of the questions that are shown: those filled in, and one more if that was asked. */
  public List<Integer> getQuestions() {
    var shown = fields().questions() + (post.has(MORE) ? 1 : 0);
    return IntStream.rangeClosed(1, Math.min(shown, NoteFields.MOST_QUESTIONS)).boxed().toList();
  }

  /** Whether another question fits. */
  public boolean isMorePossible() {
    return getQuestions().size() < NoteFields.MOST_QUESTIONS;
  }

  /** Now, as a field of a form says it; Dutch time. */
  public String getStartedAt() {
    var kept = typed("startedAt");
    return kept.isEmpty()
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
            LocalDateTime.ofInstant(clock.now(), BusinessClock.ZONE)
                .truncatedTo(ChronoUnit.MINUTES))
        : kept;
  }

  /** The first day for which something can be promised. */
  public String getToday() {
    return clock.today().toString();
  }

  /** Whether a choice stands as it was typed; the first is the one before anybody chose. */
  public boolean chosen(String name, String code, String first) {
    var kept = typed(name);
    return (kept.isEmpty() ? first : kept).equals(code);
  }

  /** Channels to choose from. */
  public List<String> getChannels() {
    return ContactChoices.CHANNELS;
  }

  /** Who came to whom. */
  public List<String> getDirections() {
    return ContactChoices.DIRECTIONS;
  }

  /** What the customer can feel. */
  public List<String> getEmotions() {
    return ContactChoices.EMOTIONS;
  }

  /** How it can have been. */
  public List<String> getExperiences() {
    return ContactChoices.EXPERIENCES;
  }

  /** How a customer can want to be spoken to. */
  public List<String> getPreferred() {
    return ContactChoices.PREFERRED;
  }

  /** What a question can be about. */
  public List<String> getTopics() {
    return choices.topics();
  }

  /** Where an answer can be found. */
  public List<String> getAnswers() {
    return NewQuestion.ANSWERS;
  }

  /** What can come of a question. */
  public List<String> getResults() {
    return NewQuestion.RESULTS;
  }

  /** Roles that can keep a promise. */
  public List<String> getKeepers() {
    return KEEPERS;
  }
}
