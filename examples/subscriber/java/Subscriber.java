import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Prints what Fuyuan tells this account, one line per fact. How to begin stands in ../README.md. */
public final class Subscriber {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String ACCOUNT = env("KAFKA_USER", "court");
  static final Path SEEN = Path.of(env("SEEN_FILE", "seen.txt")), SCHEMAS = Path.of(env("SCHEMAS", "package/schemas"));
  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    var seen = new HashSet<String>(Files.exists(SEEN) ? Files.readAllLines(SEEN) : List.of());
    try (var consumer = new KafkaConsumer<String, String>(settings())) {
      consumer.subscribe(Pattern.compile(Pattern.quote(ACCOUNT + ".") + ".*")); // a new subscription or generation too
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          JsonNode event = JSON.readTree(record.value());
          String id = event.required("id").asText();
          if (!seen.contains(id)) tell(event);
          if (seen.add(id)) Files.writeString(SEEN, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      } // offsets are committed with the next poll: what was told twice is skipped by id
    }
  }

  static void tell(JsonNode event) throws Exception {
    Path file = SCHEMAS.resolve(event.required("type").asText() + ".json");
    if (!Files.exists(file)) return; // of a type that is newer than these schemas
    JsonNode schema = JSON.readTree(file.toFile()), data = event.required("data");
    for (JsonNode name : schema.required("required")) data.required(name.asText()); // or any JSON Schema library
    String said = schema.required("title").asText().split(" · ")[0];
    String sign = file.endsWith("cn.fuyuan.referral.sight-ended.v1.json") ? "【不再展示】" : "";
    OUT.printf("%s%s %s %s %s 第%s版%n", sign, text(event, "time"), text(event, "actorunit"), said,
        text(event, "subject"), text(event, "streamrevision"));
  }

  static Properties settings() {
    String words = "org.apache.kafka.common.serialization.StringDeserializer", password = env("KAFKA_PASSWORD", "");
    var settings = new Properties();
    settings.putAll(Map.of("bootstrap.servers", env("KAFKA_BROKERS", "127.0.0.1:9092"), "key.deserializer", words,
        "value.deserializer", words, "group.id", ACCOUNT + ".example", "isolation.level", "read_committed",
        "auto.offset.reset", "earliest", "metadata.max.age.ms", env("LOOK_EVERY_MS", "10000")));
    if (password.isEmpty()) return settings;
    String ca = env("KAFKA_CA_FILE", ""), login = "%s required username=\"%s\" password=\"%s\";";
    settings.putAll(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config",
        login.formatted("org.apache.kafka.common.security.scram.ScramLoginModule", ACCOUNT, password)));
    if (!ca.isEmpty()) settings.putAll(Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", ca));
    return settings;
  }

  static String text(JsonNode event, String name) { return event.required(name).asText(); }
  static String env(String name, String otherwise) { return System.getenv().getOrDefault(name, otherwise); }
}
