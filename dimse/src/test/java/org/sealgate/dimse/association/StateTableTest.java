package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event in every state against PS3.8 Table 9-10, written down here event by event. */
class StateTableTest {
  private static final Map<String, String> EXPECTED = new HashMap<>();

  static {
    // "action: states" for each event, in the order of the rows of Table 9-10.
    row(1, "AE_1: 1");
    row(2, "AE_2: 4");
    row(3, "AA_1: 2", "AA_8: 3 6 7 8 9 10 11 12", "AE_3: 5", "AA_6: 13");
    row(4, "AA_1: 2", "AA_8: 3 6 7 8 9 10 11 12", "AE_4: 5", "AA_6: 13");
    row(5, "AE_5: 1");
    row(6, "AE_6: 2", "AA_8: 3 5 6 7 8 9 10 11 12", "AA_7: 13");
    row(7, "AE_7: 3");
    row(8, "AE_8: 3");
    row(9, "DT_1: 6", "AR_7: 8");
    row(10, "AA_1: 2", "AA_8: 3 5 8 9 10 11 12", "DT_2: 6", "AR_6: 7", "AA_6: 13");
    row(11, "AR_1: 6");
    row(12, "AA_1: 2", "AA_8: 3 5 8 9 10 11 12", "AR_2: 6", "AR_8: 7", "AA_6: 13");
    row(13, "AA_1: 2", "AA_8: 3 5 6 8 9 12", "AR_3: 7 11", "AR_10: 10", "AA_6: 13");
    row(14, "AR_4: 8 12", "AR_9: 9");
    row(15, "AA_1: 3 5 6 7 8 9 10 11 12", "AA_2: 4");
    row(16, "AA_2: 2 13", "AA_3: 3 5 6 7 8 9 10 11 12");
    row(17, "AA_5: 2", "AA_4: 3 4 5 6 7 8 9 10 11 12", "AR_5: 13");
    row(18, "AA_2: 2 13");
    row(19, "AA_1: 2", "AA_8: 3 5 6 7 8 9 10 11 12", "AA_7: 13");
  }

  private static void row(int event, String... actions) {
    for (String action : actions) {
      int colon = action.indexOf(':');
      for (String state : action.substring(colon + 2).split(" ", -1)) {
        EXPECTED.put("EVT" + event + " STA" + state, action.substring(0, colon));
      }
    }
  }

  static Stream<Arguments> everyPair() {
    return Arrays.stream(UpperLayerEvent.values())
        .flatMap(event ->
            Arrays.stream(UpperLayerState.values()).map(state -> Arguments.of(event, state)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void action_shouldBeTheStandards(UpperLayerEvent event, UpperLayerState state) {
    String expected = EXPECTED.get(event + " " + state);

    assertThat(StateTable.action(event, state).map(Enum::name).orElse(null)).isEqualTo(expected);
  }

  @Test
  void table_shouldUseEveryActionOfTheStandard() {
    Set<UpperLayerAction> used = EnumSet.noneOf(UpperLayerAction.class);
    everyPair()
        .map(Arguments::get)
        .forEach(pair ->
            StateTable.action((UpperLayerEvent) pair[0], (UpperLayerState) pair[1])
                .ifPresent(used::add));

    assertThat(used).containsExactlyInAnyOrder(UpperLayerAction.values());
  }

  @Test
  void next_shouldDependOnTheRoleInAReleaseCollision() {
    assertThat(UpperLayerAction.AR_8.next(true)).isEqualTo(UpperLayerState.STA9);
    assertThat(UpperLayerAction.AR_8.next(false)).isEqualTo(UpperLayerState.STA10);
  }

  @Test
  void tryFire_shouldStayWhereTheTableIsBlank() {
    StateMachine machine = new StateMachine(true);

    assertThat(machine.tryFire(UpperLayerEvent.EVT9)).isEmpty();
    assertThat(machine.state()).isEqualTo(UpperLayerState.STA1);
  }
}
