package org.klantbrug.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** What readers see: copied from what is written when it is published, taken away when not. */
final class Publishing {
  private Publishing() {}

  /** From now on readers see the newest text, in each language that it has. */
  static void show(Handle handle, long item, Instant at) {
    hide(handle, item);
    handle
        .createUpdate(
            """
            insert into knowledge_published (item_id, language, text_version, topic, audience, company_id, team_id, product, question,
                   answer, valid_until, published_at)
            select i.id, l.language, i.text_version, i.topic, i.audience, i.company_id, i.team_id, i.product, l.question, l.answer,
                   i.valid_until, :at
              from knowledge_item i
             cross join lateral (values ('nl', i.question_nl, i.answer_nl), ('en', i.question_en, i.answer_en))
                   as l (language, question, answer)
             where i.id = :id and l.question is not null""")
        .bind("id", item)
        .bind("at", at)
        .execute();
    learnWords(handle, item);
  }

  /** Words of four letters and more, under which others that are like them are looked for. */
  private static void learnWords(Handle handle, long item) {
    handle
        .createUpdate(
            """
            insert into knowledge_word (language, word, stem)
            select distinct p.language, w.word, knowledge_asked(p.language, w.word)::text
              from knowledge_published p
             cross join lateral regexp_split_to_table(knowledge_plain(p.question || ' ' || p.answer), ' ') as w (word)
             where p.item_id = :id and length(w.word) between 4 and 40
               and knowledge_asked(p.language, w.word)::text <> ''
            on conflict do nothing""")
        .bind("id", item)
        .execute();
  }

  /** Readers see what they see now until another day. */
  static void prolong(Handle handle, long item, LocalDate until) {
    handle
        .createUpdate("update knowledge_published set valid_until = :until where item_id = :id")
        .bind("id", item)
        .bind("until", until)
        .execute();
  }

  /** Readers see it no more. */
  static void hide(Handle handle, long item) {
    handle
        .createUpdate("delete from knowledge_published where item_id = :id")
        .bind("id", item)
        .execute();
  }
}
