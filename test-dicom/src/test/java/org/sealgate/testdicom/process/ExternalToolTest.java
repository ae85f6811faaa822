package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ExternalToolTest {
  @Test
  void locate_shouldFindTheServersOutsideTheUsualPath() {
    assertThat(ExternalTool.ORTHANC.locate()).matches(Files::isExecutable);
  }

  @Test
  void locate_shouldSayWhatToInstall_whenTheToolIsMissing() {
    assertThatThrownBy(() -> ExternalTool.dcmtk("no-such-scu").locate())
        .isInstanceOf(MissingToolException.class)
        .hasMessage("no-such-scu not found: apt-get install dcmtk");
  }

  @Test
  void isInstalled_shouldBeFalse_whenTheToolIsMissing() {
    assertThat(ExternalTool.dcmtk("no-such-scu").isInstalled()).isFalse();
    assertThat(ExternalTool.dcmtk("echoscu").isInstalled()).isTrue();
  }

  @Test
  void constructor_shouldRefuseAPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExternalTool("/bin/sh", "it is there"))
        .withMessage("name: '/bin/sh' is not a file name");
  }
}
