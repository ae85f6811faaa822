import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Adds up the JUnit XML reports of all modules (forge prints its own count) and prints one closing line, {@code N passed, N failed, N skipped}. Ends
 * with status 1 if a test failed or none ran.
 *
 * <p>Run as a source file: {@code java TestSummary.java ROOT}.
 */
final class TestSummary {
  private static final PathMatcher REPORT =
      FileSystems.getDefault().getPathMatcher("glob:**/target/surefire-reports/*.xml");

  private int passed;
  private int failed;
  private int skipped;

  public static void main(String[] arguments) throws Exception {
    TestSummary summary = new TestSummary();
    for (Path report : reports(Path.of(arguments[0]))) {
      summary.add(report);
    }
    System.out.printf("%d passed, %d failed, %d skipped%n", summary.passed, summary.failed, summary.skipped);
    System.exit(summary.failed == 0 && summary.passed > 0 ? 0 : 1);
  }

  private static List<Path> reports(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(REPORT::matches).toList();
    }
  }

  private void add(Path report) throws Exception {
    var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
    NodeList cases = root.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      if (has(test, "failure") || has(test, "error")) {
        failed++;
      } else if (has(test, "skipped")) {
        skipped++;
      } else {
        passed++;
      }
    }
  }

  private static boolean has(Element test, String tag) {
    return test.getElementsByTagName(tag).getLength() > 0;
  }
}
