package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.Answer;
import org.klantbrug.knowledge.Contradictions;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.knowledge.QaSearch;
import org.klantbrug.knowledge.UnansweredQuestions;
import org.klantbrug.shared.web.Language;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Utils;

/** Questions and answers by the many: those that wait for something, and what is found. */
@Named
@RequestScoped
public class KnowledgePage {
  private static final int SHOWN = 100;
  private static final int FOUND = 20;

  @Inject private CurrentStaff current;
  @Inject private QaList list;
  @Inject private QaSearch search;
  @Inject private UnansweredQuestions unanswered;
  @Inject private Contradictions contradictions;
  @Inject private Language language;
  @Inject @Param private String show;
  @Inject @Param private String topic;
  @Inject @Param private String find;
  @Inject @Param private Long from;

  private List<QaItem> items;
  private List<Answer> found;

  /** Which tabs there are. */
  public List<String> getShows() {
    return QaList.SHOWS;
  }

  /** Which list is shown. */
  public String getShown() {
    return show != null && QaList.SHOWS.contains(show) ? show : "all";
  }

  /** The topic that is chosen; empty for all. */
  public String getTopic() {
    return topic == null ? "" : topic;
  }

  /** What is looked for; empty for nothing. */
  public String getFind() {
    return find == null ? "" : find.strip();
  }

  /** What is looked for, for an address. */
  public String getFindEncoded() {
    return Utils.encodeURL(getFind());
  }

  /** What questions can be about. */
  public List<String> getTopics() {
    return list.topics();
  }

  /** The items that fit. */
  public List<QaItem> getItems() {
    if (items == null) {
      items =
          list.items(
              getShown(), getTopic().isEmpty() ? null : topic, begin(), SHOWN, current.get());
    }
    return items;
  }

  private long begin() {
    return from == null || from < 0 ? 0 : from;
  }

  /** Where the next page begins; null on the last one. */
  public Long getNext() {
    return getItems().size() < SHOWN ? null : begin() + SHOWN;
  }

  /** How many questions wait for an answer. */
  public long getUnanswered() {
    return unanswered.waiting();
  }

  /** How many pairs of answers contradict each other. */
  public long getContradictions() {
    return contradictions.waiting();
  }

  /** Published answers to what is looked for, the best first. */
  public List<Answer> getFound() {
    if (found == null) {
      found = search.forStaff(getFind(), language.getCode(), FOUND, current.get());
    }
    return found;
  }
}
