package org.klantbrug.cli.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.matching.FieldKind;
import picocli.CommandLine;

/** What someone sees who matches two files. The customers are made up. */
class MatchCommandTest {
  private static final String OURS =
      """
      customer_no, surname, first name, born, street, number, postcode
      100, Jansen, Piet, 1961-03-04, Dorpsstraat, 12, 1234 AB
      101, de Vries, Anna, 1984-11-30, Kerkweg, 3a, 4321CD
      102, Bakker, Kees, 1950-01-02, Molenpad, 8, 5678EF
      """;
  private static final String THEIRS =
      """
      Klantnr;Achternaam;Voornaam;Geboren;Straat;Nr;Postcode
      A1;Vries, de;Anna;30-11-1984;Kerkweg;3 A;4321 CD
      A2;Jansen;Piët;04-03-1961;Dorpsstr.;12;1234ab
      A3;Smit;Joost;17-08-1977;Havenkade;1;9999ZZ
      """;
  private static final String MAP =
      """
      {"left": {"id": "Klantnr"}, "right": {"id": "customer_no"}, "fields": [
        {"kind": "familyName", "left": "Achternaam", "right": "surname"},
        {"kind": "givenName", "left": "Voornaam", "right": "first name"},
        {"kind": "birthDate", "left": "Geboren", "right": "born"},
        {"kind": "street", "left": "Straat", "right": "street"},
        {"kind": "houseNumber", "left": "Nr", "right": "number"},
        {"kind": "postcode", "left": "Postcode", "right": "postcode"}]}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeFiles() throws IOException {
    write("ours.csv", OURS, StandardCharsets.UTF_8);
    write("theirs.csv", THEIRS, Charset.forName("windows-1252"));
    write("map.json", MAP, StandardCharsets.UTF_8);
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Files.writeString(folder.resolve(name), text, charset);
  }

  private int match(String... more) {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of(
            "--left", path("theirs.csv"), "--map", path("map.json"), "--out", path("links.csv")));
    arguments.addAll(List.of(more));
    return new CommandLine(new MatchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private int matchBoth() {
    return match("--right", path("ours.csv"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> links() throws IOException {
    return Files.readAllLines(folder.resolve("links.csv"));
  }

  @Test
  void linksTheCustomersThatBothCompaniesHave() throws IOException {
    assertThat(matchBoth()).isZero();

    assertThat(links().get(0)).isEqualTo("left_id,right_id,weight,decision,explanation");
    assertThat(links().subList(1, links().size()))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("A1,101,").contains(",LINK,"))
        .anySatisfy(line -> assertThat(line).startsWith("A2,100,").contains(",LINK,"));
  }

  @Test
  void theExampleThatTheHelpGivesWorksOnSuchFiles() throws IOException {
    write(
        "theirs.csv",
        """
        klantnummer,voornaam,voorvoegsel,achternaam,geboren,postcode
        1,Anna,de,Vries,1984-11-30,4321CD
        2,Kees,,Bakker,1950-01-02,5678EF
        """,
        StandardCharsets.UTF_8);
    write(
        "ours.csv",
        """
        customer_no;first_name;surname;born;postcode
        77;Anna;de Vries;30-11-1984;4321 CD
        78;Joost;Smit;17-08-1977;9999 ZZ
        """,
        StandardCharsets.UTF_8);
    write("map.json", exampleOf(help()), StandardCharsets.UTF_8);

    assertThat(matchBoth()).as(err.toString()).isZero();
    assertThat(links().subList(1, links().size()))
        .singleElement()
        .asString()
        .startsWith("1,77,")
        .contains(",LINK,");
  }

  @Test
  void theHelpNamesEveryKindOfField() {
    assertThat(Stream.of(FieldKind.values()).map(FieldKind::code))
        .allSatisfy(kind -> assertThat(help()).containsPattern("\\b" + kind + "\\b"));
  }

  private static String help() {
    return new CommandLine(new MatchCommand()).getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  private static String exampleOf(String help) {
    return help.substring(help.indexOf("  {\n"), help.indexOf("\n  }") + 4);
  }

  @Test
  void aMistakeInTheFieldMapIsToldWithWhatIsAllowed() throws IOException {
    write(
        "map.json",
        MAP.replace("\"id\": \"Klantnr\"", "\"surname\": \"x\""),
        StandardCharsets.UTF_8);
    assertThat(matchBoth()).isEqualTo(1);
    write("map.json", MAP.replace("givenName", "firstName"), StandardCharsets.UTF_8);
    assertThat(matchBoth()).isEqualTo(1);
    write("map.json", "{\"left\": \"Klantnr\"}", StandardCharsets.UTF_8);
    assertThat(matchBoth()).isEqualTo(1);

    assertThat(err.toString())
        .contains("unknown \"surname\" in \"left\"; allowed are id, charset, delimiter, dateFormat")
        .contains("unknown kind \"firstName\"; known are givenName, familyName")
        .contains("must hold an object in \"left\", with id, charset");
  }

  @Test
  void saysPerFieldWhyItLinks() throws IOException {
    matchBoth();

    assertThat(links().get(1))
        .contains("family name is the same (+", "birth date is the same (+", "before comparing (-");
  }

  @Test
  void readsGzip() throws IOException {
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("ours.csv.gz")))) {
      gzip.write(OURS.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(match("--right", path("ours.csv.gz"))).isZero();
    assertThat(links()).hasSize(3);
  }

  @Test
  void findsDuplicatesWithinOneFileOnce() throws IOException {
    write(
        "theirs.csv",
        THEIRS + "A4;Smit;Joost;17-08-1977;Havenkade;1;9999ZZ\n",
        StandardCharsets.UTF_8);

    assertThat(match()).isZero();

    assertThat(links()).hasSize(2);
    assertThat(links().get(1)).startsWith("A3,A4,");
  }

  @Test
  void takesACharsetDelimiterAndDateFormatThatTheMapGives() throws IOException {
    write("theirs.csv", THEIRS.replace(';', '|').replace("-", "/"), StandardCharsets.ISO_8859_1);
    write(
        "map.json",
        MAP.replace(
            "{\"id\": \"Klantnr\"}",
            "{\"id\": \"Klantnr\", \"charset\": \"ISO-8859-1\", \"delimiter\": \"|\", \"dateFormat\": \"dd/MM/yyyy\"}"),
        StandardCharsets.UTF_8);

    assertThat(matchBoth()).isZero();
    assertThat(links()).hasSize(3);
  }

  @Test
  void joinsSeveralColumnsToOneField() throws IOException {
    write("map.json", MAP.replace("\"Voornaam\"", "[\"Voornaam\"]"), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isZero();
    assertThat(links()).hasSize(3);
  }

  @Test
  void refusesAMissingColumnAndNamesTheOnesThereAre() throws IOException {
    write("map.json", MAP.replace("\"born\"", "\"birthday\""), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString())
        .contains("has no column \"birthday\"; its columns are customer_no, surname")
        .hasLineCount(1);
  }

  @Test
  void refusesAnUnknownKindAndNamesTheKnownOnes() throws IOException {
    write("map.json", MAP.replace("familyName", "lastName"), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("\"lastName\"", "familyName").hasLineCount(1);
  }

  @Test
  void refusesAnIdThatComesTwice() throws IOException {
    write("ours.csv", OURS.replace("102,", "100,"), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("the id \"100\" twice, again in line 4").hasLineCount(1);
  }

  @Test
  void refusesAFileThatIsNotThere() throws IOException {
    Files.delete(folder.resolve("ours.csv"));

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("ours.csv does not exist").hasLineCount(1);
  }

  @Test
  void refusesAQuoteThatIsNeverClosed() throws IOException {
    write("ours.csv", OURS.replace("Molenpad", "\"Molenpad"), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("is not a readable CSV file");
  }

  @Test
  void refusesALineWithAFieldTooMany() throws IOException {
    write("ours.csv", OURS.replace("Molenpad", "Molenpad, achter"), StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("8 fields in line 4 where the header has 7");
  }

  @Test
  void refusesAMapThatIsNotJson() throws IOException {
    write("map.json", "{\"left\": ", StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("map.json is not JSON").hasLineCount(1);
  }

  @Test
  void refusesACharsetInWhichTheFileIsNotWritten() throws IOException {
    write(
        "map.json",
        MAP.replace("\"Klantnr\"}", "\"Klantnr\", \"charset\": \"UTF-8\"}"),
        StandardCharsets.UTF_8);

    assertThat(matchBoth()).isEqualTo(1);
    assertThat(err.toString()).contains("is not written in UTF-8").hasLineCount(1);
  }

  @Test
  void calledWronglyItTellsTheUsage() {
    assertThat(match("--threads", "0")).isEqualTo(2);
    assertThat(match("--link-above", "1", "--review-above", "2")).isEqualTo(2);
    assertThat(match("--no-such-option")).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: match");
  }
}
