package org.klantbrug.cli.generate;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A generated merger as a plain reader sees it. */
record Delivered(Path directory) {
  static final String CONTACTS = "acquired_contactmomenten.csv.gz";
  static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);

  static Delivered of(Path directory, int customers, int contacts, double overlap, double dirt)
      throws IOException {
    MergerFiles.write(new MergerSize(customers, contacts, overlap, 11, dirt, AS_OF), directory);
    return new Delivered(directory);
  }

  /** Unpacked text, strictly decoded. */
  String text(String name) throws IOException {
    var charset =
        name.startsWith("acquired_") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    try (var stream = open(name)) {
      return charset.newDecoder().decode(ByteBuffer.wrap(stream.readAllBytes())).toString();
    }
  }

  List<String> headers(String name) throws IOException {
    return records(name).get(0);
  }

  /** Header to value, per line. */
  List<Map<String, String>> lines(String name) throws IOException {
    var records = records(name);
    var headers = records.get(0);
    var lines = new ArrayList<Map<String, String>>();
    for (var fields : records.subList(1, records.size())) {
      var line = new LinkedHashMap<String, String>();
      for (int i = 0; i < headers.size(); i++) {
        line.put(headers.get(i), fields.get(i));
      }
      lines.add(line);
    }
    return lines;
  }

  /** Name to SHA-256, of every file. */
  Map<String, String> fingerprints() throws Exception {
    var prints = new TreeMap<String, String>();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var sha = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        prints.put(file.getFileName().toString(), HexFormat.of().formatHex(sha));
      }
    }
    return prints;
  }

  private List<List<String>> records(String name) throws IOException {
    char separator = name.startsWith("acquired_") ? ';' : ',';
    try (var reader =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(new StringReader(text(name)))) {
      return reader.stream().map(fields -> List.copyOf(fields.getFields())).toList();
    }
  }

  private InputStream open(String name) throws IOException {
    var stream = Files.newInputStream(directory.resolve(name));
    return name.endsWith(".gz") ? new GZIPInputStream(stream) : stream;
  }
}
