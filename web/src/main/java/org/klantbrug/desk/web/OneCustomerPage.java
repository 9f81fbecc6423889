package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.contact.Document;
import org.klantbrug.contact.OpenMatter;
import org.klantbrug.contact.Promises;
import org.klantbrug.customer.Correction;
import org.klantbrug.customer.CorrectionReports;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.IdentityCheck;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/**
 * One customer over both companies. Veiled, so no more than a name and numbers, until an identity
 * check is noted. Reads what it shows in at most nine statements; two more while notes about other
 * customers are unfinished.
 */
@Named
@RequestScoped
public class OneCustomerPage {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private CorrectionReports reporting;
  @Inject private CustomerNote note;
  @Inject private Promises promises;
  @Inject private NotedTogether together;
  @Inject private CustomerOffers offers;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private CustomerTexts texts;
  @Inject @Param private Long id;
  @Inject @Param private String ask;
  @Inject @Param private String channel;
  @Inject @Param private Long company;
  @Inject @Param private String before;
  @Inject @Param private String documents;
  @Inject @Param private String report;

  private CustomerDesk.Opened opened;
  private String revealed = "";
  private List<String> answers;
  private List<Document> papers;

  /** Opens the customer, or does what was asked with him. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent()) {
      change();
    } else {
      opened = desk.open(id, current.get());
    }
  }

  private void change() {
    if (note.isSent()) {
      note.act();
      opened = desk.look(id, current.get());
    } else if (post.has("reveal")) {
      if (notices.tryTo(this::reveal, "customer.revealed")) {
        revealed = post.text("reveal");
      }
      opened = desk.look(id, current.get());
    } else if (notices.tryTo(this::changeAsAsked, doneKey())) {
      Faces.redirect(leaked() ? "/leak-new?origin=UNMERGED&customer=%s" : "/customer?id=%s", id);
    } else {
      opened = desk.look(id, current.get());
    }
  }

  /** Whether two were split of whom one may have seen what is of the other. */
  private boolean leaked() {
    return post.has("split") && post.has("leak");
  }

  private void reveal() {
    desk.reveal(id, post.text("reveal"), current.need(Action.CUSTOMER_READ));
  }

  /** What the customer is called; who has no name any more, or never had one, is said to. */
  public String getName() {
    return texts.name(getCustomer());
  }

  /** Whether what is of the person was emptied. */
  public boolean isErased() {
    return getCustomer().erasedAt() != null;
  }

  /** The masked group that is shown in full now; empty for none. */
  public String getRevealed() {
    return revealed;
  }

  private String doneKey() {
    return Stream.of(
            "recognised",
            "notRecognised",
            "purpose",
            "split",
            "wrong",
            "moveNoted",
            "offerAnswer",
            "liftBlock")
        .filter(post::has)
        .findFirst()
        .map(button -> "customer.done." + button)
        .orElseThrow(NotThere::new);
  }

  private void changeAsAsked() {
    if (post.has("split")) {
      desk.split(id, post.key("split"), post.text("reason"), current.need(Action.CUSTOMER_MERGE));
    } else if (post.has("moveNoted")) {
      together.move(id);
    } else if (post.has("offerAnswer")) {
      offers.answer(id);
    } else if (post.has("liftBlock")) {
      offers.lift(id);
    } else if (post.has("wrong")) {
      report();
    } else if (post.has("purpose")) {
      desk.notePurpose(id, post.text("purpose"), current.need(Action.CUSTOMER_READ));
    } else {
      desk.noteCheck(
          id,
          post.text("question"),
          post.text("how"),
          post.has("recognised"),
          post.text("said"),
          current.need(Action.CUSTOMER_READ));
    }
  }

  private void report() {
    var by = current.need(Action.CUSTOMER_CORRECT);
    if (desk.look(id, by).veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    if (post.text("subject").equals("VALUE")) {
      reporting.reportValue(id, post.text("field"), post.text("wrong"), post.text("proposed"), by);
    } else {
      reporting.reportFact(id, post.text("subject"), post.key("fact"), post.text("wrong"), by);
    }
  }

  /** Who it is. */
  public CustomerPage getCustomer() {
    return opened.customer();
  }

  /** The customer and what colleagues did with him. */
  public CustomerDesk.Opened getOpened() {
    return opened;
  }

  /** Whether only name and numbers may be shown. */
  public boolean isVeiled() {
    return opened.veiled();
  }

  /** Until when the veil is lifted. */
  public Instant getLiftedUntil() {
    return opened.check().at().plus(IdentityCheck.HOLDS);
  }

  /** Questions by which this customer can be recognised: those whose answer we know. */
  public List<String> getQuestions() {
    return Stream.of("ADDRESS", "BIRTH_DATE", "PHONE", "EMAIL", "IBAN", "NUMBER")
        .filter(question -> !getCustomer().answers(question).isEmpty())
        .toList();
  }

  /** The question that is being asked; empty if none was chosen. */
  public String getAsked() {
    return ask != null && getQuestions().contains(ask) ? ask : "";
  }

  /** What we know that answers the question. */
  public List<String> getAnswers() {
    if (answers == null) {
      answers =
          getAsked().isEmpty()
              ? List.of()
              : desk.answers(getCustomer(), getAsked(), current.get()).stream()
                  .map(answer -> texts.answer(getAsked(), answer))
                  .toList();
    }
    return answers;
  }

  /** Ways to recognise a customer. */
  public List<String> getWays() {
    return List.of("ANSWERED", "CALLED_BACK", "KNOWN_SENDER", "SHOWED_ID");
  }

  /** Work for which a customer is opened without him. */
  public List<String> getPurposes() {
    return List.of("DATA_QUALITY", "RECONCILIATION", "COMPLAINT", "PRIVACY_REQUEST");
  }

  /** His values, those that belong together on one line; the name stands above the page. */
  public List<CustomerPage.Line> getLines() {
    return getCustomer().lines();
  }

  /** A line as it is shown: masked if it is to be, codes in words. */
  public String shown(CustomerPage.Line line) {
    return texts.value(line.group(), line.text(), revealed);
  }

  /** What another company says instead, as it is shown. */
  public String shown(CustomerPage.Line line, CustomerPage.Other other) {
    return texts.value(line.group(), other.text(), revealed);
  }

  /** Whether part of the line is masked now. */
  public boolean masked(CustomerPage.Line line) {
    return texts.isMasked(line.group(), revealed);
  }

  /** A bank account number as it is shown. */
  public String iban(String iban) {
    return iban == null ? "" : texts.value("IBAN", iban, revealed);
  }

  /** Whether bank account numbers are masked now. */
  public boolean isIbanMasked() {
    return texts.isMasked("IBAN", revealed);
  }

  /** Columns a value can be reported for. */
  public List<String> getFields() {
    return CustomerPage.allFields();
  }

  /** A circumstance to take care of, for example SECRET_ADDRESS; null if there is none. */
  public String getCircumstance() {
    return getCustomer().value("circumstance");
  }

  /** Promises and complaints that are open. */
  public List<OpenMatter> getWaiting() {
    return note.getHead().waiting();
  }

  /** Companies that know this customer, ours first. */
  public List<CustomerPage.Origin> getCompanies() {
    return getCustomer().identities().stream()
        .map(CustomerPage.Identity::origin)
        .collect(
            Collectors.toMap(
                CustomerPage.Origin::companyId,
                origin -> origin,
                (first, other) -> first,
                LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** Whether documents were asked for. */
  public boolean isDocumentsAsked() {
    return documents != null;
  }

  /** Documents that lie elsewhere. */
  public List<Document> getPapers() {
    if (papers == null) {
      papers = promises.documentsOf(id, desk.sightOf(current.get()));
    }
    return papers;
  }

  /** The newest report about a value or record; null if there is none. */
  public Correction report(String subject, Object key) {
    var about = subject + "-" + key;
    return reports().filter(report -> report.about().equals(about)).findFirst().orElse(null);
  }

  /** The newest report about any value of a line; null if there is none. */
  public Correction reportOn(CustomerPage.Line line) {
    return reports()
        .filter(report -> line.fields().containsKey(report.field()))
        .findFirst()
        .orElse(null);
  }

  /** Open reports first, else the newest that was decided. */
  private Stream<Correction> reports() {
    return opened.reports().stream()
        .sorted(Comparator.comparing(Correction::open, Comparator.reverseOrder()));
  }

  /** How many reports about this customer wait for the steward. */
  public long getOpenReports() {
    return opened.reports().stream().filter(Correction::open).count();
  }

  /** What was typed in a report whose form came back. */
  public String typed(String subject, Object key, String field) {
    return cameBack(subject, key) ? post.text(field) : "";
  }

  /** Whether anything is about to be reported: only then the page has a form for it. */
  public boolean isReportAsked() {
    return report != null || post.has("wrong");
  }

  /** Whether this value or record is about to be reported: it was asked for, or came back. */
  public boolean reporting(String subject, Object key) {
    return cameBack(subject, key) || (subject + ":" + key).equals(report);
  }

  /** Where this page is with the form to report this value or record. */
  public String reportAddress(String subject, Object key) {
    var place = new LinkedHashMap<String, List<String>>();
    place.put("id", List.of(id.toString()));
    place.put("channel", List.of(Objects.toString(channel, "")));
    place.put("company", List.of(Objects.toString(company, "")));
    place.put("before", List.of(Objects.toString(before, "")));
    place.put("documents", List.of(Objects.toString(documents, "")));
    place.put("report", List.of(subject + ":" + key));
    place.values().removeIf(values -> values.get(0).isEmpty());
    return "?" + Servlets.toQueryString(place) + "#" + subject + "-" + key;
  }

  private boolean cameBack(String subject, Object key) {
    return post.has("wrong")
        && post.text("subject").equals(subject)
        && Optional.of(post.text("about")).filter(Objects.toString(key)::equals).isPresent();
  }
}
