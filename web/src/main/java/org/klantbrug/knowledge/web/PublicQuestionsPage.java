package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.klantbrug.knowledge.Answer;
import org.klantbrug.knowledge.PublicQuestions;
import org.klantbrug.knowledge.QaSearch;
import org.klantbrug.knowledge.Shown;
import org.klantbrug.knowledge.UnansweredQuestions;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Utils;

/** Where customers find answers, without a login and without a script. */
@Named
@RequestScoped
public class PublicQuestionsPage {
  private static final int SHOWN = 50;
  private static final int FOUND = 20;

  @Inject private PublicQuestions questions;
  @Inject private QaSearch search;
  @Inject private UnansweredQuestions unanswered;
  @Inject private Shown shown;
  @Inject private QuestionsGate gate;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private Texts texts;
  @Inject private HttpServletRequest request;
  @Inject @Param private String find;
  @Inject @Param private String topic;
  @Inject @Param private Long id;
  @Inject @Param private Long company;
  @Inject @Param private Long from;

  private List<Answer> answers;
  private boolean gone;
  private String problem;

  /** Opens the page, or notes that an answer helped; too often, it is thanked for and dropped. */
  public void act() {
    if (post.has("ask")) {
      if (isAsked()) {
        Faces.redirect("/public/questions?" + getAlong() + "&asked=1");
        return;
      }
    } else if (post.isSent() && id != null) {
      if (gate.takes(request.getRemoteAddr())) {
        questions.helped(id, language.getCode(), company, post.has("yes"));
      }
      Faces.redirect("/public/questions?" + getAlong() + "&id=%s&thanks=1", id);
      return;
    }
    answers = found();
    gone = id != null && answers.isEmpty();
    if (isOne() && !post.isSent()) {
      shown.opened(id);
    }
    if (gone) {
      Faces.getResponse().setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Takes what nobody answered yet; without a word of who asks. */
  private boolean isAsked() {
    if (!gate.takes(request.getRemoteAddr())) {
      problem = texts.say("questions.too-often");
      return false;
    }
    try {
      unanswered.askOpenly(
          questions.isTopic(topic) ? topic : null, post.text("question"), language.getCode());
      return true;
    } catch (RuleBroken rule) {
      problem = rule.textIn(language.getLocale());
      return false;
    }
  }

  /** Why a question was not taken; null if it was, or none was sent. */
  public String getProblem() {
    return problem;
  }

  /** How many characters a question may have. */
  public int getLongest() {
    return UnansweredQuestions.LONGEST;
  }

  private List<Answer> found() {
    var code = language.getCode();
    if (id != null) {
      return questions.read(id, code, company).stream().toList();
    }
    if (!getFind().isEmpty()) {
      return search.forCustomers(getFind(), code, FOUND, company);
    }
    return topic == null ? List.of() : questions.about(topic, code, company, begin(), SHOWN);
  }

  private long begin() {
    return from == null || from < 0 ? 0 : from;
  }

  /** The answers that are shown. */
  public List<Answer> getAnswers() {
    return answers;
  }

  /** Whether the answer that was asked for is not there any more. */
  public boolean isGone() {
    return gone;
  }

  /** Whether one answer is shown alone. */
  public boolean isOne() {
    return id != null && !gone;
  }

  /** What is looked for; empty for nothing. */
  public String getFind() {
    return find == null ? "" : find.strip();
  }

  /** The topic that is shown; empty for none. */
  public String getTopic() {
    return topic == null || id != null ? "" : topic;
  }

  /** What there are answers about. */
  public List<PublicQuestions.Topic> getTopics() {
    return questions.topics(language.getCode(), company);
  }

  /** Where the next page of a topic begins; null on the last one. */
  public Long getNext() {
    return getTopic().isEmpty() || !getFind().isEmpty() || answers.size() < SHOWN
        ? null
        : begin() + SHOWN;
  }

  /** Whether less than all is shown. */
  public boolean isNarrowed() {
    return isOne() || !getTopic().isEmpty() || !getFind().isEmpty();
  }

  /** Of whose customers the reader is one; null if that is not known. */
  public Long getCompany() {
    return company;
  }

  /** What addresses of this page carry along: the language, and whose customer it is. */
  public String getAlong() {
    return "lang=" + language.getCode() + ofCompany();
  }

  /** What the address says of what is shown, for the same in the other language. */
  public String getAsked() {
    return ofCompany()
        + (id == null ? "" : "&id=" + id)
        + (getTopic().isEmpty() ? "" : "&topic=" + Utils.encodeURL(topic))
        + (getFind().isEmpty() ? "" : "&find=" + Utils.encodeURL(getFind()));
  }

  private String ofCompany() {
    return company == null ? "" : "&company=" + company;
  }
}
