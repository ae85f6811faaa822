package org.sealgate.testdicom.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.testdicom.process.NodeProcess;

/** Tests each of which has a {@link Department} of its own. */
abstract class DepartmentSuite {
  @TempDir Path folder;
  Department department;

  @BeforeEach
  void openDepartment() throws IOException {
    department = Department.open(folder);
  }

  @AfterEach
  void closeDepartment() {
    department.close();
  }

  /** The department's node, which the test has started. */
  NodeProcess node() {
    return department.node();
  }
}
