package org.klantbrug.cli.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.SimpleDateFormat;
import java.util.Locale;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The post of the demonstration's customers: what they got, and what they write. */
@Command(
    name = "mail",
    description = "Look at what the demonstration's customers got by mail, and write for them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class MailCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "Say what to do with mail.");
  }

  @Command(
      name = "list",
      description = "What customers got, the oldest first.",
      mixinStandardHelpOptions = true)
  int list() {
    command
        .commandLine()
        .getOut()
        .print(
            LetterBox.here()
                .<Table>read(
                    letters -> {
                      var table = new Table("NO", "SENT", "FROM", "TO", "SUBJECT");
                      for (var letter : letters) {
                        table.row(
                            letter.getMessageNumber(),
                            new SimpleDateFormat("yyyy-MM-dd HH:mm", Locale.ROOT)
                                .format(letter.getSentDate()),
                            letter.getFrom()[0],
                            letter.getRecipients(Message.RecipientType.TO)[0],
                            letter.getSubject());
                      }
                      return table;
                    }));
    command.commandLine().getOut().flush();
    return 0;
  }

  @Command(
      name = "show",
      description = "One letter, with its headers.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "NO", description = "Its number in the list.") int number) {
    var out = command.commandLine().getOut();
    LetterBox.here()
        .read(
            letters -> {
              var letter = LetterBox.letter(letters, number);
              for (var name :
                  new String[] {"From", "Reply-To", "To", "Message-ID", "In-Reply-To"}) {
                var value = letter.getHeader(name);
                out.println(name + ": " + (value == null ? "" : String.join(", ", value)));
              }
              out.println("Subject: " + letter.getSubject());
              out.println();
              out.println(text(letter));
              return null;
            });
    out.flush();
    return 0;
  }

  private static String text(Message letter) throws MessagingException {
    try {
      return String.valueOf(letter.getContent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Command(
      name = "reply",
      description = "Answer a letter as the customer who got it.",
      mixinStandardHelpOptions = true)
  int reply(
      @Parameters(paramLabel = "NO", description = "Its number in the list.") int number,
      @Parameters(paramLabel = "TEXT", description = "What the customer writes.") String text) {
    LetterBox.here().reply(number, text);
    return 0;
  }

  @Command(
      name = "write",
      description = "Write to the company as a customer.",
      mixinStandardHelpOptions = true)
  int write(
      @Option(names = "--from", required = true, description = "The customer's address.")
          String from,
      @Option(names = "--subject", required = true, description = "One line.") String subject,
      @Parameters(paramLabel = "TEXT", description = "What the customer writes.") String text) {
    LetterBox.here().send(from, subject, text);
    return 0;
  }
}
