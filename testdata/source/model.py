#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# تعليق ، أول
"""كود ، الوثيقة
# كود ،
"""
NAMES = {"كود ،": 1, 'كود ، #': 2}  # تعليق ، ثان


def clean(text):
    # تعليق ، ثالث و  بعده
    return text.replace("ـ", "")  # خذ `كود ،` ، تعليق ، رابع
