"""Writes the trained members as one ONNX (opset 13) with the contract that Sealgate checks in its metadata:

    python3 export.py --work WORK --out chest-xray-pneumonia.onnx

The scaling, the antialiased reduction, the normalisation and the mirror-image averaging are inside the graph.
"""

import argparse
import hashlib
from pathlib import Path

import torch

import data
from members import load

CONTRACT = {
    "sealgate.contract": "chest-xray-pneumonia/1",
    "sealgate.name": "Sealgate chest X-ray pneumonia",
    "sealgate.version": "1.1.0",
    "sealgate.input": "image",
    "sealgate.input.shape": f"n,1,{data.SIZE},{data.SIZE}",
    "sealgate.input.range": "0-255, MONOCHROME2, normalisation inside the graph",
    "sealgate.input.resize": "antialiased-bilinear",
    "sealgate.output": "probabilities",
    "sealgate.output.classes": ",".join(data.CLASSES),
    "sealgate.output.meaning": "pneumonia = 1 - normal",
    "sealgate.threshold": "0.5",
    "sealgate.population": "children of 1 to 5 years, one hospital; research only, not for clinical use",
    "sealgate.data": "Kermany 2018, Mendeley Data V2, doi:10.17632/rscbjbr9sj.2, CC BY 4.0",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder that train.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(load(options.work), options.out)
    print(options.out, options.out.stat().st_size, hashlib.sha256(options.out.read_bytes()).hexdigest())


def export(graph, path):
    example = torch.rand(1, 1, data.SIZE, data.SIZE) * 255
    torch.onnx.export(graph, example, str(path), opset_version=13, input_names=["image"],
                      output_names=["probabilities", "attention"],
                      dynamic_axes={"image": {0: "n"}, "probabilities": {0: "n"}, "attention": {0: "n"}})
    with open(path, "ab") as file:
        for key, value in CONTRACT.items():
            file.write(metadata(key, value))


def metadata(key, value):
    """One ModelProto.metadata_props entry (field 14); a protobuf's repeated fields may be appended."""
    entry = field(1, key.encode()) + field(2, value.encode())
    return field(14, entry)


def field(number, content):
    return bytes([number << 3 | 2]) + varint(len(content)) + content


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    return bytes(encoded + bytes([number]))


if __name__ == "__main__":
    main()
