package org.sealgate.testdicom.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node is to be started. Its ports are chosen here, so that its peers can be told of it
 * before it runs.
 *
 * @param self its AE title and DICOM port on loopback
 * @param adminPort its HTTP port on loopback
 * @param maximumHeap for {@code -Xmx}, such as {@code 256m}
 * @param sections the settings of {@code node.yaml} by section, then by key; those of no section
 *     under the empty name
 * @param modalities entries of the list {@code modalities}
 * @param viewers entries of the list {@code viewers}
 */
public record NodeOptions(
    Peer self,
    int adminPort,
    String maximumHeap,
    Map<String, Map<String, Object>> sections,
    List<Map<String, Object>> modalities,
    List<Map<String, Object>> viewers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists and the map of sections. */
  public NodeOptions {
    sections = Map.copyOf(sections);
    modalities = List.copyOf(modalities);
    viewers = List.copyOf(viewers);
  }

  /** A node with a heap of 512 MiB on free ports, with nothing set but what has no default. */
  public static NodeOptions of(String aeTitle, Peer pacs) {
    int adminPort = FreePorts.next();
    return new NodeOptions(
            Peer.local(aeTitle, FreePorts.next()),
            adminPort,
            "512m",
            Map.of(),
            List.of(),
            List.of())
        .with("admin.port", adminPort)
        .withPacs(pacs);
  }

  /** The same in front of another PACS, or of one whose port is known only now. */
  public NodeOptions withPacs(Peer pacs) {
    return with("pacs.ae-title", pacs.aeTitle())
        .with("pacs.host", pacs.host())
        .with("pacs.port", pacs.port());
  }

  /**
   * The same with one more setting.
   *
   * @param key its name in {@code node.yaml}, such as {@code acknowledge} or {@code retry.max}
   * @param value a string, number, boolean or list
   */
  public NodeOptions with(String key, Object value) {
    int dot = key.indexOf('.');
    String section = dot < 0 ? "" : key.substring(0, dot);
    Map<String, Object> settings = new LinkedHashMap<>(sections.getOrDefault(section, Map.of()));
    settings.put(key.substring(dot + 1), value);
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(sections);
    all.put(section, settings);
    return new NodeOptions(self, adminPort, maximumHeap, all, modalities, viewers);
  }

  /**
   * The same with one more modality.
   *
   * @param services {@code store}, {@code query}, {@code retrieve}; none stands for all of them
   */
  public NodeOptions withModality(String aeTitle, String... services) {
    Map<String, Object> entry = new LinkedHashMap<>(Map.of("ae-title", aeTitle));
    if (services.length > 0) {
      entry.put("services", List.of(services));
    }
    return new NodeOptions(
        self, adminPort, maximumHeap, sections, append(modalities, entry), viewers);
  }

  /** The same with one more viewer, which may be the destination of a C-MOVE. */
  public NodeOptions withViewer(Peer viewer) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("ae-title", viewer.aeTitle());
    entry.put("host", viewer.host());
    entry.put("port", viewer.port());
    return new NodeOptions(
        self, adminPort, maximumHeap, sections, modalities, append(viewers, entry));
  }

  /** The same; the peers of these AE titles, added before, have these Ethereum accounts. */
  public NodeOptions withAccounts(Map<String, String> accounts) {
    return new NodeOptions(
        self,
        adminPort,
        maximumHeap,
        sections,
        withAccounts(modalities, accounts),
        withAccounts(viewers, accounts));
  }

  private static List<Map<String, Object>> withAccounts(
      List<Map<String, Object>> entries, Map<String, String> accounts) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      Map<String, Object> copy = new LinkedHashMap<>(entry);
      String account = accounts.get(String.valueOf(entry.get("ae-title")));
      if (account != null) {
        copy.put("account", account);
      }
      all.add(copy);
    }
    return all;
  }

  /** The same, anchored on a chain. */
  public NodeOptions withAnchor(HospitalChain chain) {
    return with("anchor.endpoints", List.of(chain.url().toString()))
        .with("anchor.chain-id", chain.chainId())
        .with("anchor.contract", chain.anchorRegistry())
        .with("anchor.key-store", chain.keyStore().toString())
        .with("anchor.key-store-password-file", chain.passwordFile().toString());
  }

  /** The same with another {@code -Xmx}, such as {@code 256m}. */
  public NodeOptions withMaximumHeap(String heap) {
    return new NodeOptions(self, adminPort, heap, sections, modalities, viewers);
  }

  /** The content of {@code node.yaml}. */
  String yaml() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ae-title", self.aeTitle());
    document.put("bind-address", self.host());
    document.put("port", self.port());
    document.put("data", "data");
    document.putAll(sections.getOrDefault("", Map.of()));
    document.put("modalities", modalities);
    document.put("viewers", viewers);
    sections.forEach((section, settings) -> {
      if (!section.isEmpty()) {
        document.put(section, settings);
      }
    });
    StringBuilder text = new StringBuilder();
    document.forEach((key, value) -> text.append(entry(key, value)));
    return text.toString();
  }

  /** Every value as JSON, which is YAML's flow style. */
  private static String entry(String key, Object value) {
    try {
      return key + ": " + JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(key + ": cannot be written as JSON: " + value, e);
    }
  }

  private static List<Map<String, Object>> append(
      List<Map<String, Object>> entries, Map<String, Object> entry) {
    List<Map<String, Object>> all = new ArrayList<>(entries);
    all.add(entry);
    return all;
  }
}
