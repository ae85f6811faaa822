package org.sealgate.dimse.association;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * PS3.8 Table 9-10, "DICOM Upper Layer Protocol State Transition Table", as data: which action an
 * event in a state asks for. A dot is a blank of the standard's table, an event that cannot happen
 * or that the local user must not cause in that state.
 */
final class StateTable {
  private static final String TABLE_9_10 =
      """
      .      Sta1 Sta2 Sta3 Sta4 Sta5 Sta6 Sta7 Sta8 Sta9 Sta10 Sta11 Sta12 Sta13
      Evt1   AE-1 .    .    .    .    .    .    .    .    .     .     .     .
      Evt2   .    .    .    AE-2 .    .    .    .    .    .     .     .     .
      Evt3   .    AA-1 AA-8 .    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
      Evt4   .    AA-1 AA-8 .    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
      Evt5   AE-5 .    .    .    .    .    .    .    .    .     .     .     .
      Evt6   .    AE-6 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-7
      Evt7   .    .    AE-7 .    .    .    .    .    .    .     .     .     .
      Evt8   .    .    AE-8 .    .    .    .    .    .    .     .     .     .
      Evt9   .    .    .    .    .    DT-1 .    AR-7 .    .     .     .     .
      Evt10  .    AA-1 AA-8 .    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
      Evt11  .    .    .    .    .    AR-1 .    .    .    .     .     .     .
      Evt12  .    AA-1 AA-8 .    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
      Evt13  .    AA-1 AA-8 .    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3  AA-8  AA-6
      Evt14  .    .    .    .    .    .    .    AR-4 AR-9 .     .     AR-4  .
      Evt15  .    .    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1  AA-1  AA-1  .
      Evt16  .    AA-2 AA-3 .    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3  AA-3  AA-3  AA-2
      Evt17  .    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4  AA-4  AA-4  AR-5
      Evt18  .    AA-2 .    .    .    .    .    .    .    .     .     .     AA-2
      Evt19  .    AA-1 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-7
      """;

  /** Holds each action wrapped, so that looking one up for every PDU allocates nothing. */
  private static final Map<UpperLayerEvent, Map<UpperLayerState, Optional<UpperLayerAction>>> ROWS =
      parse();

  private StateTable() {}

  /** The action for an event in a state; empty where the standard's table is blank. */
  static Optional<UpperLayerAction> action(UpperLayerEvent event, UpperLayerState state) {
    Map<UpperLayerState, Optional<UpperLayerAction>> row = ROWS.getOrDefault(event, Map.of());
    return row.getOrDefault(state, Optional.empty());
  }

  private static Map<UpperLayerEvent, Map<UpperLayerState, Optional<UpperLayerAction>>> parse() {
    Map<UpperLayerEvent, Map<UpperLayerState, Optional<UpperLayerAction>>> rows =
        new EnumMap<>(UpperLayerEvent.class);
    TABLE_9_10.lines().skip(1).forEach(line -> parseRow(rows, line.split(" +", -1)));
    return rows;
  }

  private static void parseRow(
      Map<UpperLayerEvent, Map<UpperLayerState, Optional<UpperLayerAction>>> rows, String[] cells) {
    UpperLayerState[] states = UpperLayerState.values();
    Map<UpperLayerState, Optional<UpperLayerAction>> row = new EnumMap<>(UpperLayerState.class);
    for (int column = 0; column < states.length; column++) {
      String cell = cells[column + 1];
      if (!cell.equals(".")) {
        row.put(states[column], Optional.of(UpperLayerAction.valueOf(cell.replace('-', '_'))));
      }
    }
    rows.put(UpperLayerEvent.valueOf("EVT" + cells[0].substring("Evt".length())), row);
  }
}
