package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.Audience;
import org.klantbrug.knowledge.Links;
import org.klantbrug.knowledge.NewItem;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaItems;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.knowledge.Unanswered;
import org.klantbrug.knowledge.UnansweredQuestions;
import org.klantbrug.knowledge.Wording;
import org.klantbrug.knowledge.WrittenAnswers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Where a question and its answer are written; what was typed stays when a rule stops it. */
@Named
@RequestScoped
public class KnowledgeEditPage {
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("answerNl", "knowledge.answer-nl");
    FIELDS.put("questionNl", "knowledge.question-nl");
    FIELDS.put("answerEn", "knowledge.answer-en");
    FIELDS.put("questionEn", "knowledge.question-en");
  }

  @Inject private CurrentStaff current;
  @Inject private QaItems items;
  @Inject private QaList list;
  @Inject private UnansweredQuestions unanswered;
  @Inject private WrittenAnswers answers;
  @Inject private BusinessClock clock;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long asked;
  @Inject @Param private String linkedKind;
  @Inject @Param private Long linkedId;

  private QaItem item;
  private Unanswered question;

  /** Opens the form, or keeps what was typed. */
  public void act() {
    var by = current.need(Action.KNOWLEDGE_WRITE);
    if (asked != null) {
      question = unanswered.read(asked, by);
    }
    if (post.isSent()) {
      notices.attempt(() -> kept(by)).ifPresent(this::written);
    }
    question = asked == null ? null : unanswered.read(asked, by);
    item = id == null ? null : list.read(id, by);
  }

  private long kept(Staff by) {
    if (id == null) {
      return question == null
          ? items.write(typed(), by)
          : answers.write(asked, (int) post.key("version"), typed(), by);
    }
    items.rewrite(id, (int) post.key("version"), typed(), by);
    return id;
  }

  private void written(long key) {
    notices.done("knowledge.done.written");
    Faces.redirect("/knowledge-item?id=%s", key);
  }

  private NewItem typed() {
    var audience = chosen(Audience.values(), post.text("audience"));
    return new NewItem(
        getTopics().contains(post.text("topic")) ? post.text("topic") : null,
        audience,
        audience == Audience.COMPANY ? key("company", list.companies()) : null,
        key("merger", list.mergers()),
        post.text("product"),
        new Wording(
            post.text("questionNl"),
            post.text("answerNl"),
            post.text("questionEn"),
            post.text("answerEn")),
        key("owner", list.owners()),
        post.text("checker"),
        TypedDay.of(post.text("until")),
        links(audience));
  }

  private Links links(Audience audience) {
    return new Links(
        key("wave", list.waves()),
        audience == Audience.STAFF ? key("team", list.teams()) : null,
        post.text("linkedKind").isEmpty() ? null : post.text("linkedKind"),
        post.chosen("linkedId"));
  }

  private static Audience chosen(Audience[] all, String typed) {
    return List.of(all).stream().filter(each -> each.name().equals(typed)).findFirst().orElse(null);
  }

  /** The key that was chosen; null for none, and for one that is not among these. */
  private Long key(String field, List<QaList.Choice> among) {
    return among.stream()
        .map(QaList.Choice::id)
        .filter(each -> each.toString().equals(post.text(field)))
        .findFirst()
        .orElse(null);
  }

  /** What stands in a field: what was typed, else what is kept, else what is proposed. */
  public String value(String field) {
    if (post.isSent()) {
      return post.text(field);
    }
    return item == null ? proposed(field) : kept(field);
  }

  private String proposed(String field) {
    return switch (field) {
      case "owner" -> Long.toString(current.get().id());
      case "checker" -> "legal";
      case "audience" -> Audience.CUSTOMERS.name();
      case "until" -> clock.today().plusMonths(6).toString();
      case "questionNl" -> question == null || question.noted() ? "" : question.words();
      case "topic" -> question == null || question.topic() == null ? "" : question.topic();
      case "linkedKind" -> linkedKind == null ? "" : linkedKind;
      case "linkedId" -> linkedId == null ? "" : linkedId.toString();
      default -> "";
    };
  }

  private String kept(String field) {
    var said = item.wording();
    var value =
        switch (field) {
          case "topic" -> item.topic();
          case "audience" -> item.audience();
          case "company" -> item.companyId();
          case "merger" -> item.mergerId();
          case "product" -> item.product();
          case "questionNl" -> said.questionNl();
          case "answerNl" -> said.answerNl();
          case "questionEn" -> said.questionEn();
          case "answerEn" -> said.answerEn();
          case "owner" -> item.ownerId();
          case "checker" -> item.checker();
          case "until" -> item.validUntil();
          case "wave" -> item.links().waveId();
          case "team" -> item.links().teamId();
          case "linkedKind" -> item.links().linkedKind();
          case "linkedId" -> item.links().linkedId();
          default -> null;
        };
    return value == null ? "" : value.toString();
  }

  /** What is being rewritten; null for a new one. */
  public QaItem getItem() {
    return item;
  }

  /** What can be chosen, by the choices' own names. */
  public QaList getChoices() {
    return list;
  }

  /** What questions can be about. */
  public List<String> getTopics() {
    return list.topics();
  }

  /** For whom an answer can be. */
  public List<Audience> getAudiences() {
    return List.of(Audience.values());
  }

  /** Who can be asked to check. */
  public List<String> getCheckers() {
    return NewItem.CHECKERS;
  }

  /** The fields that are shown beside what a colleague saved. */
  public Map<String, String> getFields() {
    return FIELDS;
  }

  /** What was done with it meanwhile, the last on top. */
  public List<Conflict.Theirs> getDone() {
    if (item == null) {
      return List.of();
    }
    return list.events(id).stream()
        .map(
            each ->
                new Conflict.Theirs(
                    each.id(),
                    each.at(),
                    each.who(),
                    texts.code("knowledge.event.", each.kind()),
                    each.kind().equals("WRITTEN") ? answer() : each.note()))
        .toList();
  }

  private String answer() {
    var said = item.wording();
    return said.answerNl() == null ? said.answerEn() : said.answerNl();
  }

  /** The version that is sent along: of what is rewritten, or of the question that is answered. */
  public int getVersion() {
    if (item != null) {
      return item.version();
    }
    return question == null ? 0 : question.version();
  }

  /** Where it is begun anew. */
  public String getAfresh() {
    return asked == null ? "/knowledge-edit?id=" + id : "/knowledge-asked?id=" + asked;
  }

  /** The address of the form, up to where its page was read. */
  public String getHere() {
    if (id != null) {
      return "/knowledge-edit?id=" + id + Conflict.seen(getDone());
    }
    return asked == null ? "/knowledge-edit" : "/knowledge-edit?asked=" + asked;
  }
}
