#!/bin/sh
# تعليق ، أول
echo "كود ، # كود ،" 'كود ،
# كود ،' # تعليق ، ثان
n=$# m=${#n}
cat <<EOF > out.txt
# كود ، نص
EOF
if [ "$n" -gt 1 ]; then # تعليق ، ثالث
  exit 1
fi
